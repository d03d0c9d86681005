/** The words of `share`, `storage` and `peers` on the command line. */
import { ClientError } from '../errors.ts';
import type { Json } from './answer.ts';

export interface ShareFlags {
  readonly upload?: string;
  readonly ecosystems?: string;
  readonly disk?: string;
  readonly connections?: string;
}

/** What `PUT /api/v1/share` takes: only what was named. */
export function shareBody(choice: string | undefined, { upload, ecosystems, disk, connections }: ShareFlags): object {
  return {
    ...(choice === undefined ? {} : { share: choice }),
    ...(upload === undefined ? {} : { upload_bytes_per_second: upload === 'none' ? null : count('--upload', upload) }),
    ...(ecosystems === undefined ? {} : { ecosystems: ecosystems === 'all' ? null : ecosystems.split(',') }),
    ...(disk === undefined ? {} : { disk_bytes: disk === 'none' ? null : count('--disk', disk) }),
    ...(connections === undefined ? {} : { max_connections: count('--connections', connections) }),
  };
}

function count(option: string, text: string): number {
  if (!/^[0-9]{1,15}$/.test(text)) throw new ClientError('USAGE', { option, value: text.slice(0, 100) });
  return Number(text);
}

export function shareLines(share: Json): string[] {
  const limit = (value: unknown, unit: string): string => (typeof value === 'number' ? `at most ${value} ${unit}` : 'no limit');
  const { ecosystems } = share;
  return [
    `share        ${String(share['share'])}`,
    `ecosystems   ${Array.isArray(ecosystems) ? ecosystems.join(', ') || 'none' : 'all'}`,
    `upload       ${limit(share['upload_bytes_per_second'], 'bytes/s')}`,
    `disk         ${limit(share['disk_bytes'], 'bytes')}`,
    `connections  at most ${String(share['max_connections'])}`,
  ];
}

export function trafficLines(traffic: readonly Json[]): string[] {
  return traffic.length === 0 ? ['traffic      none yet'] : traffic.map((peer) => `traffic      ${bytesLine(peer)}  ${String(peer['peer_id'])}`);
}

export function peerLine(peer: Json): string {
  const name = peer['build_node'] == null ? '' : `  build node ${String(peer['build_node'])}`;
  return `${String(peer['peer_id'])}  ${String(peer['direction'])}${peer['relayed'] === true ? ' by a relay' : ''}  ${String(peer['address'])}  ${bytesLine(peer)}${name}`;
}

const bytesLine = (peer: Json): string => `sent ${String(peer['sent_bytes'])}, received ${String(peer['received_bytes'])} bytes`;
