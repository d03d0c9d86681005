/** How much of the voting power signed the newest header, against the two thirds that it takes. */
import type { JSX } from 'preact';
import type { LogHead } from './api.ts';
import { byName, shortHex } from './format.ts';
import { MARK } from './parts.tsx';

const WIDTH = 300;
const HEIGHT = 10;

/** Parts of a thousand, and whether it is more than two thirds; exact, as powers may be large. */
export function quorumOf(signed: string | undefined, total: string | undefined): { readonly share: number; readonly isQuorum: boolean } | undefined {
  if (!/^\d+$/.test(String(signed)) || !/^[1-9]\d*$/.test(String(total))) return undefined;
  const [power, all] = [BigInt(signed as string), BigInt(total as string)];
  return { share: Number((power * 1000n) / all) / 1000, isQuorum: power * 3n > all * 2n };
}

export function QuorumBar({ quorum }: { readonly quorum: NonNullable<LogHead['quorum']> }): JSX.Element | null {
  const counted = quorumOf(quorum.power_signed, quorum.power_total);
  if (counted === undefined) return null;
  const signers = (quorum.validators ?? []).map((one) => ({ ...one, name: one.name ?? shortHex(one.address, 4) })).sort((a, b) => byName(a.name, b.name));
  const filled = Math.min(WIDTH, WIDTH * counted.share);
  return (
    <div class="quorum">
      <p>
        Signed by <b>{quorum.power_signed}</b> of <b>{quorum.power_total}</b> of the voting power; more than two thirds are needed.
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        class={counted.isQuorum ? 'good' : 'bad'}
        role="img"
        aria-label={`${Math.round(counted.share * 100)} percent signed; ${counted.isQuorum ? 'enough' : 'not enough'}`}
      >
        <rect class="track" width={WIDTH} height={HEIGHT} />
        <rect class="fill" width={filled} height={HEIGHT} />
        <rect class="mark" x={(WIDTH * 2) / 3 - 0.75} width={1.5} height={HEIGHT} />
      </svg>
      {signers.length > 0 && (
        <ul class="validators" aria-label="Build nodes and whether they signed">
          {signers.map(({ name, address, signed }) => (
            <li key={address} class={signed ? 'good' : 'dim'}>
              <span aria-hidden="true">{signed ? MARK.good : MARK.plain}</span> {name} <span class="offstage">{signed ? 'signed' : 'did not sign'}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
