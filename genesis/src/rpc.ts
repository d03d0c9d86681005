/** The few CometBFT RPC calls that creating a network needs. Answers are not trusted beyond this machine. */

/** Loopback: an answer takes milliseconds unless the node is not up. */
const TIMEOUT_MS = 5_000;

async function call(url: string, path: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/${path}`, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  const body = (await response.json()) as { result?: Record<string, unknown>; error?: { message?: string; data?: string } };
  if (body.result === undefined) throw new Error(body.error?.data ?? body.error?.message ?? `HTTP ${response.status}`);
  return body.result;
}

export interface BlockHeader {
  readonly hash: string;
  readonly time: string;
}

/** Hash of the header at `height`, in lower-case hex. */
export async function headerAt(url: string, height: bigint): Promise<BlockHeader> {
  const result = (await call(url, `commit?height=${height}`)) as {
    signed_header: { header: { time: string }; commit: { block_id: { hash: string } } };
  };
  const { header, commit } = result.signed_header;
  return { hash: commit.block_id.hash.toLowerCase(), time: header.time };
}

/** Height of the newest block. */
export async function latestHeight(url: string): Promise<bigint> {
  const result = (await call(url, 'status')) as { sync_info: { latest_block_height: string } };
  return BigInt(result.sync_info.latest_block_height);
}
