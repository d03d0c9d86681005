/** A package URL on the command line. */
import { ClientError } from '../errors.ts';

/** With a version, in its one spelling. */
export async function purlNamed(text: string, wanted = 'a package URL with its version'): Promise<string> {
  // Few commands need it, and it costs as much time as the rest of them.
  const { encodePurl, LedgerError, parsePurl } = await import('@pyrsia/ledger');
  try {
    return encodePurl(parsePurl(text));
  } catch (cause) {
    if (cause instanceof LedgerError) throw new ClientError('USAGE', { given: text.slice(0, 100), wanted }, { cause });
    throw cause;
  }
}
