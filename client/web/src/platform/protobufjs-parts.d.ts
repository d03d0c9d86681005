/** The parts of protobufjs that have no types of their own. */
declare module 'protobufjs/src/reader.js';
declare module 'protobufjs/src/writer.js';
declare module 'protobufjs/src/util/minimal.js';
