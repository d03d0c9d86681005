/**
 * How Node.js runs a regular node: what it serves goes through memory as buffers, which V8 and malloc as they come hold on to
 * (measured in docs/decisions/019).
 */

/** Young objects are few; a larger place for them only spreads them over memory. */
const ARGUMENTS = ['--max-semi-space-size=4'];
/** Each arena keeps what was freed in it. */
const ENVIRONMENT = { MALLOC_ARENA_MAX: '2' };

export const RUNTIME = { arguments: ARGUMENTS, environment: ENVIRONMENT } as const;

/**
 * Makes this process one that runs so, if it does not: the same program with the same arguments in the same process, from its
 * begin. To be called before anything is loaded. Where a process cannot be replaced, it runs as it is.
 */
export function enterRuntime(): void {
  const isEntered = ARGUMENTS.every((argument) => process.execArgv.includes(argument));
  const { execve } = process as { execve?: (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => never };
  if (isEntered || execve === undefined || process.platform === 'win32') return;
  const [node, ...program] = process.argv as [string, ...string[]];
  execve(process.execPath, [node, ...process.execArgv, ...ARGUMENTS, '--disable-warning=ExperimentalWarning', ...program], { ...ENVIRONMENT, ...process.env });
}
