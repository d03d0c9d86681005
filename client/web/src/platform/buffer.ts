/** What the verifier asks of Node.js' `Buffer`, on plain bytes: hex, base64, latin1 and the order of bytes. */
type Encoding = 'hex' | 'base64' | 'latin1' | 'utf8';

class Bytes extends Uint8Array {
  override toString(encoding?: Encoding): string {
    if (encoding === 'hex') return Array.from(this, (byte) => byte.toString(16).padStart(2, '0')).join('');
    let text = '';
    for (const byte of this) text += String.fromCharCode(byte);
    return encoding === 'base64' ? btoa(text) : text;
  }
}

function from(value: string | ArrayBufferLike | Uint8Array, encoding?: Encoding | number, length?: number): Bytes {
  if (typeof value !== 'string')
    return value instanceof Uint8Array ? new Bytes(value) : new Bytes(value as ArrayBuffer, typeof encoding === 'number' ? encoding : 0, length);
  if (encoding === 'hex') return Bytes.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) as Bytes;
  if (encoding === 'base64') return Bytes.from(decoded(value), (character) => character.charCodeAt(0)) as Bytes;
  return new Bytes(new TextEncoder().encode(value));
}

/** What is not base64 decodes to nothing, and is then refused as not the one spelling of it. */
function decoded(value: string): string {
  try {
    return atob(value);
  } catch {
    return '';
  }
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return Math.sign(difference);
  }
  return Math.sign(a.length - b.length);
}

function concat(parts: readonly Uint8Array[]): Bytes {
  const out = new Bytes(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

export const Buffer = { from, compare, concat };
