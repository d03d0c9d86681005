/** Where the configuration is, if nobody says otherwise. Nothing depends on the working directory. */
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { ClientError } from '../errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;
export const CONFIG_FILE = 'pyrsia.toml';

/** Of the user. HOME may be missing, empty or relative: the folder of the account then. */
export function userFolder({ HOME: home }: Environment): string {
  if (home !== undefined && isAbsolute(home)) return home;
  try {
    return userInfo().homedir;
  } catch (cause) {
    throw new ClientError('USAGE', { variable: 'HOME', what: 'is not set, and this user has no home' }, { cause });
  }
}

/** PYRSIA_HOME, else the place for data of the XDG base directory specification. */
export function homeFolder(environment: Environment): string {
  const said = environment['PYRSIA_HOME'];
  if (said !== undefined && said !== '') {
    if (!isAbsolute(said)) throw new ClientError('USAGE', { variable: 'PYRSIA_HOME', what: 'must be an absolute path' });
    return said;
  }
  return baseFolder(environment, 'XDG_DATA_HOME', '.local/share');
}

/** What can be made anew. */
export const cacheFolder = (environment: Environment): string => baseFolder(environment, 'XDG_CACHE_HOME', '.cache');

/** XDG base directory specification: a relative one is ignored. */
function baseFolder(environment: Environment, variable: string, usual: string): string {
  const said = environment[variable];
  return said !== undefined && isAbsolute(said) ? join(said, 'pyrsia') : join(userFolder(environment), usual, 'pyrsia');
}

export const defaultConfigFile = (environment: Environment): string => join(homeFolder(environment), CONFIG_FILE);
