/** Custom properties in `style`: React takes them, its types don't know them. */
import 'react';

declare module 'react' {
  interface CSSProperties {
    [name: `--${string}`]: string | number | undefined;
  }
}
