/** What is counted of requests. Labels have few values, whatever clients send; counting takes less than a microsecond. */
import { METHODS } from 'node:http';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Front } from './fronts.ts';

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
/** Any other is counted as one. */
const COUNTED_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS'].filter((method) => METHODS.includes(method)));

export interface EndedRequest {
  readonly front: Front;
  readonly method: string;
  readonly status: number;
  readonly ms: number;
  readonly sent: number;
  readonly received: number;
  /** Of an artifact that was sent: whether it was held, or came from peers. */
  readonly cache: 'hit' | 'miss' | undefined;
}

export class RequestMetrics {
  private readonly requests: Counter<'front' | 'method' | 'status'>;
  private readonly durations: Histogram<'front'>;
  private readonly sent: Counter<'front'>;
  private readonly received: Counter<'front'>;
  private readonly problems: Counter<'code'>;
  private readonly dropped: Counter;
  private readonly hits: Counter;
  private readonly misses: Counter;

  constructor(registry: Registry, underWay: () => number) {
    const registers = [registry];
    const labelNames = ['front'] as const;
    this.requests = new Counter({ name: 'pyrsia_http_requests_total', help: 'Requests that ended.', labelNames: ['front', 'method', 'status'], registers });
    this.durations = new Histogram({
      name: 'pyrsia_http_request_duration_seconds',
      help: 'From the headers of a request to the end of its answer.',
      labelNames,
      buckets: BUCKETS_SECONDS,
      registers,
    });
    this.sent = new Counter({ name: 'pyrsia_http_sent_bytes_total', help: 'Bytes of answers, with headers.', labelNames, registers });
    this.received = new Counter({ name: 'pyrsia_http_received_bytes_total', help: 'Bytes of bodies of requests.', labelNames, registers });
    this.problems = new Counter({ name: 'pyrsia_http_problems_total', help: 'Answers that are errors, by code.', labelNames: ['code'], registers });
    this.dropped = new Counter({ name: 'pyrsia_http_dropped_connections_total', help: 'Connections over the limit, closed at once.', registers });
    this.hits = new Counter({ name: 'pyrsia_artifact_cache_hits_total', help: 'Answers with an artifact that was held.', registers });
    this.misses = new Counter({ name: 'pyrsia_artifact_cache_misses_total', help: 'Answers with an artifact that came from peers.', registers });
    new Gauge({
      name: 'pyrsia_http_under_way_requests',
      help: 'Requests whose answers have not ended.',
      registers,
      collect() {
        this.set(underWay());
      },
    });
  }

  ended({ front, method, status, ms, sent, received, cache }: EndedRequest): void {
    this.requests.inc({ front, method: COUNTED_METHODS.has(method) ? method : 'OTHER', status });
    this.durations.observe({ front }, ms / 1000);
    this.sent.inc({ front }, Math.max(0, sent));
    if (cache !== undefined && status < 400) (cache === 'hit' ? this.hits : this.misses).inc();
    if (received > 0) this.received.inc({ front }, received);
  }

  problem(code: string): void {
    this.problems.inc({ code });
  }

  dropConnection(): void {
    this.dropped.inc();
  }
}
