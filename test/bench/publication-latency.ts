/** From the reveal that makes the majority to a verified answer of the regular node, in block intervals. */
import { buildNodesOf, rpcUrl } from '@pyrsia/genesis';
import { quickRecipe, startTestNetwork } from '../network/test-network.ts';
import { median, show } from './report.ts';

const RUNS = 7;
const GOAL = 2;
/** Of four build nodes. */
const MAJORITY = 3;
const POLL_MS = 5;

export async function publicationLatency(): Promise<void> {
  let revealed: number[] = [];
  const net = await startTestNetwork({
    onBuilderLine: (_, line) => {
      if (line.includes('"stage":"revealed"')) revealed.push(performance.now());
    },
  });
  try {
    const latencies: number[] = [];
    const intervals: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      revealed = [];
      const purl = `pkg:maven/org.apache.maven.shared/file-management@3.1.0-bench${run}`;
      await net.request({ ...quickRecipe(), purl });
      const answer = await untilPublished(net.url, purl);
      latencies.push(performance.now() - (revealed[MAJORITY - 1] as number));
      intervals.push(await blockIntervalMs(rpcUrl(buildNodesOf(net.network.plan)[0] as never), BigInt(answer.height)));
    }
    const ratio = median(latencies.map((latency, i) => latency / (intervals[i] as number)));
    show({
      bench: 'publication-latency',
      metric: 'majority reveal to verified answer',
      value: median(latencies),
      unit: 'ms',
      peer: 'block interval',
      peer_value: median(intervals),
      ratio,
      goal: `<= ${GOAL}`,
      met: ratio <= GOAL,
    });
  } finally {
    await net.stop();
  }
}

async function untilPublished(url: string, purl: string): Promise<{ height: string }> {
  for (;;) {
    const response = await fetch(`${url}/api/v1/publications/${purl}`);
    const body = (await response.json()) as { height: string };
    if (response.status === 200) return body;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** Between the block of the publication and the next one, which carries its app hash. */
async function blockIntervalMs(rpc: string, height: bigint): Promise<number> {
  const timeOf = async (at: bigint): Promise<number> => {
    const body = (await (await fetch(`${rpc}/commit?height=${at}`)).json()) as { result: { signed_header: { header: { time: string } } } };
    return Date.parse(body.result.signed_header.header.time);
  };
  return (await timeOf(height + 1n)) - (await timeOf(height));
}
