/** An audit path: the drawing, and the same as a list of steps. */
import type { JSX } from 'preact';
import type { PathCheck } from '../../../src/proof/explain-bundle.ts';
import { shortHex } from '../format.ts';
import { Badge } from '../parts.tsx';
import { layoutPath } from './path-layout.ts';

const toHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export interface PathNames {
  readonly leaf: string;
  readonly root: string;
  /** Where the value comes from that the root must equal. */
  readonly expected: string;
}

export function PathView({ path, names, isDrawn = false }: { readonly path: PathCheck; readonly names: PathNames; readonly isDrawn?: boolean }): JSX.Element {
  return (
    <div class="path">
      {isDrawn && path.steps.length > 0 && <Drawing path={path} names={names} />}
      <ol class="steps">
        <li>
          <span class="dim">{names.leaf}</span> <Hash bytes={path.leaf} />
        </li>
        {path.steps.map(({ side, sibling, hash, isEmpty }, i) => (
          <li key={`${i} ${toHex(hash)}`}>
            <span class="dim">{side === 'left' ? 'with the hash on its left' : 'with the hash on its right'}</span>{' '}
            {isEmpty ? <span>an empty subtree</span> : <Hash bytes={sibling} />} <span class="gives">gives</span> <Hash bytes={hash} />
          </li>
        ))}
        <li>
          <span class="dim">{names.root}, computed</span> <Hash bytes={path.root} />
        </li>
        <li class={path.holds ? 'good' : 'bad'}>
          <span class="dim">{names.expected}</span> <Hash bytes={path.expected} />{' '}
          <Badge tone={path.holds ? 'good' : 'bad'}>{path.holds ? 'the same' : 'not the same'}</Badge>
        </li>
      </ol>
    </div>
  );
}

function Hash({ bytes }: { readonly bytes: Uint8Array }): JSX.Element {
  const hex = toHex(bytes);
  return <code title={hex}>{hex === '' ? 'nothing' : shortHex(hex, 6)}</code>;
}

function Drawing({ path, names }: { readonly path: PathCheck; readonly names: PathNames }): JSX.Element {
  const sides = path.steps.map((step) => step.side);
  const { width, height, own, siblings } = layoutPath(sides);
  const line = (a: { x: number; y: number }, b: { x: number; y: number }): string => `M${a.x} ${a.y}L${b.x} ${b.y}`;
  const pair = (i: number) => [own[i], own[i + 1], siblings[i]] as [(typeof own)[number], (typeof own)[number], (typeof own)[number]];
  return (
    <svg
      class={`tree ${path.holds ? 'good' : 'bad'}`}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={`${names.leaf}, ${sides.length} steps up (${sides.join(', ')}), to ${names.root}: ${path.holds ? 'holds' : 'does not hold'}`}
    >
      {sides.map((_, i) => {
        const [child, parent, sibling] = pair(i);
        return (
          <g key={`edge ${child.y}`}>
            <path class="edge" d={line(sibling, parent)} />
            <path class="edge walked" d={line(child, parent)} />
          </g>
        );
      })}
      {siblings.map(({ x, y }, i) => (
        <rect key={`sibling ${y}`} class="sibling" x={x - 5} y={y - 5} width="10" height="10" rx="2">
          <title>{toHex(path.steps[i]?.sibling ?? new Uint8Array(0))}</title>
        </rect>
      ))}
      {own.map(({ x, y }, i) => (
        <circle key={`own ${y}`} class={i === own.length - 1 ? 'root' : 'node'} cx={x} cy={y} r={i === 0 || i === own.length - 1 ? 7 : 5}>
          <title>{toHex(path.steps[i - 1]?.hash ?? path.leaf)}</title>
        </circle>
      ))}
    </svg>
  );
}
