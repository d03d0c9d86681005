/** In the place of parts of protobufjs for values that no format has: floats, and bytes given as base64. */
export {};
