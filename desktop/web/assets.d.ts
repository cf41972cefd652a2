/** What Vite turns into modules: the address of a file, named by its content. */
declare module '*?url' {
  const url: string;
  export default url;
}
interface ImportMeta {
  readonly env: { readonly PROD: boolean };
}
