/** What Vite turns into modules: the address of a file, named by its content. */
declare module '*?url' {
  const url: string;
  export default url;
}
/** The same of code that is built as one file of its own. */
declare module '*?worker&url' {
  const url: string;
  export default url;
}
interface ImportMeta {
  readonly env: { readonly PROD: boolean };
}
