/** What Vite turns into modules besides TypeScript. */
declare module '*.module.css' {
  const classes: { readonly [name: string]: string };
  export default classes;
}
declare module '*.css';
declare module '*.tflite?url' {
  const url: string;
  export default url;
}
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
/** MediaPipe's loader of its WebAssembly, which comes without types: only handed on. */
declare module '@mediapipe/tasks-vision/vision_wasm_module_internal.js' {
  const ModuleFactory: object;
  export default ModuleFactory;
}
