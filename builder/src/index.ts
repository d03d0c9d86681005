/** Entry `.`: for test networks, which run builders that lie. The product runs `main.ts`. */
export { runBuilder } from './builder.ts';
export { loadConfig } from './config.ts';
export { BuilderError } from './errors.ts';
export { DownloadCache } from './mirror/download-cache.ts';
export { type BuildOutcome, BuildPipeline } from './work/pipeline.ts';
