/** What is wrong with a configuration: all of it at once, each with its place. */
import { ClientError } from '../errors.ts';

export interface Problem {
  /** `file:line`, the file alone, or the variable of the environment. */
  readonly where: string;
  /** `section.key`; '' when it is about the whole. */
  readonly key: string;
  readonly what: string;
}

/** `CONFIG_INVALID` with everything that is wrong. */
export class ConfigError extends ClientError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super('CONFIG_INVALID', { problems: problems.length }, options);
    this.problems = problems;
    const lines = problems.map(({ where, key, what }) => `  ${where}: ${key === '' ? '' : `${key}: `}${what}`);
    this.message = [`${this.code}: the configuration is not usable:`, ...lines].join('\n');
  }
}
