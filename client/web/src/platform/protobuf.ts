/** `protobufjs/minimal.js` without what no format uses: remote calls, and the ways of Node.js' buffers. */
import reader from 'protobufjs/src/reader.js';
import util from 'protobufjs/src/util/minimal.js';
import writer from 'protobufjs/src/writer.js';

util.LongBits._configure(util.Long);
// Reads 64 bits as `Long` from here on; the class for Node.js' buffers is never made.
reader._configure({ _configure: () => undefined });

export default { Reader: reader, Writer: writer, util };
