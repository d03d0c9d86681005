/** Where the configuration is, if nobody says otherwise. Nothing depends on the working directory. */
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ClientError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export const CONFIG_FILE = 'pyrsia.toml';

/** PYRSIA_HOME, else the place for data of the XDG base directory specification. */
export function homeFolder(environment: Environment): string {
  const { PYRSIA_HOME: said, XDG_DATA_HOME: data, HOME: home } = environment as Record<'PYRSIA_HOME' | 'XDG_DATA_HOME' | 'HOME', string | undefined>;
  if (said !== undefined && said !== '') {
    if (!isAbsolute(said)) throw new ClientError('USAGE', { variable: 'PYRSIA_HOME', what: 'must be an absolute path' });
    return said;
  }
  // The specification: a relative one is ignored.
  if (data !== undefined && isAbsolute(data)) return join(data, 'pyrsia');
  return join(home === undefined || home === '' ? homedir() : home, '.local/share/pyrsia');
}

export const defaultConfigFile = (environment: Environment): string => join(homeFolder(environment), CONFIG_FILE);
