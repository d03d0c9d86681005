/** Ports from the system. Taken ones are avoided; all are held until every one is chosen, so that none is given twice. */
import { createServer, type Server } from 'node:net';

/** Binds the wanted port on loopback if it is free, else any free one. */
async function hold(wanted: number): Promise<Server> {
  return bind(wanted).catch((error: NodeJS.ErrnoException) => {
    if (wanted !== 0 && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) return bind(0);
    throw error;
  });
}

function bind(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });
}

/** For each wish (0: any) a port that is free now; a wish that is taken gets another. */
export async function choosePorts(wishes: readonly number[]): Promise<number[]> {
  const held: Server[] = [];
  try {
    for (const wish of wishes) held.push(await hold(wish));
    return held.map((server) => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      return address.port;
    });
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}
