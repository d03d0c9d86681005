/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["pyrsia_abci"] || ($protobuf.roots["pyrsia_abci"] = {});

export const abci = $root.abci = (() => {

    /**
     * Namespace abci.
     * @exports abci
     * @namespace
     */
    const abci = {};

    abci.Request = (function() {

        /**
         * Properties of a Request.
         * @typedef {Object} abci.Request.$Properties
         * @property {abci.RequestEcho.$Properties|null} [echo] Request echo
         * @property {abci.RequestFlush.$Properties|null} [flush] Request flush
         * @property {abci.RequestInfo.$Properties|null} [info] Request info
         * @property {abci.RequestInitChain.$Properties|null} [initChain] Request initChain
         * @property {abci.RequestQuery.$Properties|null} [query] Request query
         * @property {abci.RequestCheckTx.$Properties|null} [checkTx] Request checkTx
         * @property {abci.RequestCommit.$Properties|null} [commit] Request commit
         * @property {abci.RequestListSnapshots.$Properties|null} [listSnapshots] Request listSnapshots
         * @property {abci.RequestOfferSnapshot.$Properties|null} [offerSnapshot] Request offerSnapshot
         * @property {abci.RequestLoadSnapshotChunk.$Properties|null} [loadSnapshotChunk] Request loadSnapshotChunk
         * @property {abci.RequestApplySnapshotChunk.$Properties|null} [applySnapshotChunk] Request applySnapshotChunk
         * @property {abci.RequestPrepareProposal.$Properties|null} [prepareProposal] Request prepareProposal
         * @property {abci.RequestProcessProposal.$Properties|null} [processProposal] Request processProposal
         * @property {abci.RequestExtendVote.$Properties|null} [extendVote] Request extendVote
         * @property {abci.RequestVerifyVoteExtension.$Properties|null} [verifyVoteExtension] Request verifyVoteExtension
         * @property {abci.RequestFinalizeBlock.$Properties|null} [finalizeBlock] Request finalizeBlock
         * @property {abci.RequestInsertTx.$Properties|null} [insertTx] Request insertTx
         * @property {abci.RequestReapTxs.$Properties|null} [reapTxs] Request reapTxs
         * @property {"echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs"} [value] Request value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Request.
         * @memberof abci
         * @interface IRequest
         * @augments abci.Request.$Properties
         * @deprecated Use abci.Request.$Properties instead.
         */

        /**
         * Narrowed shape of a Request.
         * @typedef {{
         *   echo?: abci.RequestEcho.$Shape|null;
         *   flush?: abci.RequestFlush.$Shape|null;
         *   info?: abci.RequestInfo.$Shape|null;
         *   initChain?: abci.RequestInitChain.$Shape|null;
         *   query?: abci.RequestQuery.$Shape|null;
         *   checkTx?: abci.RequestCheckTx.$Shape|null;
         *   commit?: abci.RequestCommit.$Shape|null;
         *   listSnapshots?: abci.RequestListSnapshots.$Shape|null;
         *   offerSnapshot?: abci.RequestOfferSnapshot.$Shape|null;
         *   loadSnapshotChunk?: abci.RequestLoadSnapshotChunk.$Shape|null;
         *   applySnapshotChunk?: abci.RequestApplySnapshotChunk.$Shape|null;
         *   prepareProposal?: abci.RequestPrepareProposal.$Shape|null;
         *   processProposal?: abci.RequestProcessProposal.$Shape|null;
         *   extendVote?: abci.RequestExtendVote.$Shape|null;
         *   verifyVoteExtension?: abci.RequestVerifyVoteExtension.$Shape|null;
         *   finalizeBlock?: abci.RequestFinalizeBlock.$Shape|null;
         *   insertTx?: abci.RequestInsertTx.$Shape|null;
         *   reapTxs?: abci.RequestReapTxs.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ value?: undefined; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "echo"; echo: abci.RequestEcho.$Shape; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "flush"; echo?: null; flush: abci.RequestFlush.$Shape; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "info"; echo?: null; flush?: null; info: abci.RequestInfo.$Shape; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "initChain"; echo?: null; flush?: null; info?: null; initChain: abci.RequestInitChain.$Shape; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "query"; echo?: null; flush?: null; info?: null; initChain?: null; query: abci.RequestQuery.$Shape; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "checkTx"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx: abci.RequestCheckTx.$Shape; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "commit"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit: abci.RequestCommit.$Shape; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "listSnapshots"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots: abci.RequestListSnapshots.$Shape; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "offerSnapshot"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot: abci.RequestOfferSnapshot.$Shape; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "loadSnapshotChunk"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk: abci.RequestLoadSnapshotChunk.$Shape; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "applySnapshotChunk"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk: abci.RequestApplySnapshotChunk.$Shape; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "prepareProposal"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal: abci.RequestPrepareProposal.$Shape; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "processProposal"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal: abci.RequestProcessProposal.$Shape; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "extendVote"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote: abci.RequestExtendVote.$Shape; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "verifyVoteExtension"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension: abci.RequestVerifyVoteExtension.$Shape; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "finalizeBlock"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock: abci.RequestFinalizeBlock.$Shape; insertTx?: null; reapTxs?: null }|{ value?: "insertTx"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx: abci.RequestInsertTx.$Shape; reapTxs?: null }|{ value?: "reapTxs"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs: abci.RequestReapTxs.$Shape })
         * )} abci.Request.$Shape
         */

        /**
         * Constructs a new Request.
         * @memberof abci
         * @classdesc Represents a Request.
         * @constructor
         * @param {abci.Request.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Request = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Request echo.
         * @member {abci.RequestEcho.$Properties|null|undefined} echo
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.echo = null;

        /**
         * Request flush.
         * @member {abci.RequestFlush.$Properties|null|undefined} flush
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.flush = null;

        /**
         * Request info.
         * @member {abci.RequestInfo.$Properties|null|undefined} info
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.info = null;

        /**
         * Request initChain.
         * @member {abci.RequestInitChain.$Properties|null|undefined} initChain
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.initChain = null;

        /**
         * Request query.
         * @member {abci.RequestQuery.$Properties|null|undefined} query
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.query = null;

        /**
         * Request checkTx.
         * @member {abci.RequestCheckTx.$Properties|null|undefined} checkTx
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.checkTx = null;

        /**
         * Request commit.
         * @member {abci.RequestCommit.$Properties|null|undefined} commit
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.commit = null;

        /**
         * Request listSnapshots.
         * @member {abci.RequestListSnapshots.$Properties|null|undefined} listSnapshots
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.listSnapshots = null;

        /**
         * Request offerSnapshot.
         * @member {abci.RequestOfferSnapshot.$Properties|null|undefined} offerSnapshot
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.offerSnapshot = null;

        /**
         * Request loadSnapshotChunk.
         * @member {abci.RequestLoadSnapshotChunk.$Properties|null|undefined} loadSnapshotChunk
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.loadSnapshotChunk = null;

        /**
         * Request applySnapshotChunk.
         * @member {abci.RequestApplySnapshotChunk.$Properties|null|undefined} applySnapshotChunk
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.applySnapshotChunk = null;

        /**
         * Request prepareProposal.
         * @member {abci.RequestPrepareProposal.$Properties|null|undefined} prepareProposal
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.prepareProposal = null;

        /**
         * Request processProposal.
         * @member {abci.RequestProcessProposal.$Properties|null|undefined} processProposal
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.processProposal = null;

        /**
         * Request extendVote.
         * @member {abci.RequestExtendVote.$Properties|null|undefined} extendVote
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.extendVote = null;

        /**
         * Request verifyVoteExtension.
         * @member {abci.RequestVerifyVoteExtension.$Properties|null|undefined} verifyVoteExtension
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.verifyVoteExtension = null;

        /**
         * Request finalizeBlock.
         * @member {abci.RequestFinalizeBlock.$Properties|null|undefined} finalizeBlock
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.finalizeBlock = null;

        /**
         * Request insertTx.
         * @member {abci.RequestInsertTx.$Properties|null|undefined} insertTx
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.insertTx = null;

        /**
         * Request reapTxs.
         * @member {abci.RequestReapTxs.$Properties|null|undefined} reapTxs
         * @memberof abci.Request
         * @instance
         */
        Request.prototype.reapTxs = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * Request value.
         * @member {"echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs"|undefined} value
         * @memberof abci.Request
         * @instance
         */
        $Object.defineProperty(Request.prototype, "value", {
            get: $util.oneOfGetter($oneOfFields = ["echo", "flush", "info", "initChain", "query", "checkTx", "commit", "listSnapshots", "offerSnapshot", "loadSnapshotChunk", "applySnapshotChunk", "prepareProposal", "processProposal", "extendVote", "verifyVoteExtension", "finalizeBlock", "insertTx", "reapTxs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified Request message. Does not implicitly {@link abci.Request.verify|verify} messages.
         * @function encode
         * @memberof abci.Request
         * @static
         * @param {abci.Request.$Properties} message Request message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Request.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.echo != null && $Object.hasOwnProperty.call(message, "echo"))
                $root.abci.RequestEcho.encode(message.echo, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.flush != null && $Object.hasOwnProperty.call(message, "flush"))
                $root.abci.RequestFlush.encode(message.flush, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.info != null && $Object.hasOwnProperty.call(message, "info"))
                $root.abci.RequestInfo.encode(message.info, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.initChain != null && $Object.hasOwnProperty.call(message, "initChain"))
                $root.abci.RequestInitChain.encode(message.initChain, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.query != null && $Object.hasOwnProperty.call(message, "query"))
                $root.abci.RequestQuery.encode(message.query, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.checkTx != null && $Object.hasOwnProperty.call(message, "checkTx"))
                $root.abci.RequestCheckTx.encode(message.checkTx, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.commit != null && $Object.hasOwnProperty.call(message, "commit"))
                $root.abci.RequestCommit.encode(message.commit, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
            if (message.listSnapshots != null && $Object.hasOwnProperty.call(message, "listSnapshots"))
                $root.abci.RequestListSnapshots.encode(message.listSnapshots, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.offerSnapshot != null && $Object.hasOwnProperty.call(message, "offerSnapshot"))
                $root.abci.RequestOfferSnapshot.encode(message.offerSnapshot, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.loadSnapshotChunk != null && $Object.hasOwnProperty.call(message, "loadSnapshotChunk"))
                $root.abci.RequestLoadSnapshotChunk.encode(message.loadSnapshotChunk, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
            if (message.applySnapshotChunk != null && $Object.hasOwnProperty.call(message, "applySnapshotChunk"))
                $root.abci.RequestApplySnapshotChunk.encode(message.applySnapshotChunk, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
            if (message.prepareProposal != null && $Object.hasOwnProperty.call(message, "prepareProposal"))
                $root.abci.RequestPrepareProposal.encode(message.prepareProposal, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
            if (message.processProposal != null && $Object.hasOwnProperty.call(message, "processProposal"))
                $root.abci.RequestProcessProposal.encode(message.processProposal, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
            if (message.extendVote != null && $Object.hasOwnProperty.call(message, "extendVote"))
                $root.abci.RequestExtendVote.encode(message.extendVote, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
            if (message.verifyVoteExtension != null && $Object.hasOwnProperty.call(message, "verifyVoteExtension"))
                $root.abci.RequestVerifyVoteExtension.encode(message.verifyVoteExtension, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
            if (message.finalizeBlock != null && $Object.hasOwnProperty.call(message, "finalizeBlock"))
                $root.abci.RequestFinalizeBlock.encode(message.finalizeBlock, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
            if (message.insertTx != null && $Object.hasOwnProperty.call(message, "insertTx"))
                $root.abci.RequestInsertTx.encode(message.insertTx, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
            if (message.reapTxs != null && $Object.hasOwnProperty.call(message, "reapTxs"))
                $root.abci.RequestReapTxs.encode(message.reapTxs, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Request message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Request
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Request & abci.Request.$Shape} Request
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Request.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Request();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.echo = $root.abci.RequestEcho.decode(reader, reader.size(), $undefined, _depth + 1, message.echo);
                        message.value = "echo";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.flush = $root.abci.RequestFlush.decode(reader, reader.size(), $undefined, _depth + 1, message.flush);
                        message.value = "flush";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.info = $root.abci.RequestInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.info);
                        message.value = "info";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.initChain = $root.abci.RequestInitChain.decode(reader, reader.size(), $undefined, _depth + 1, message.initChain);
                        message.value = "initChain";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.query = $root.abci.RequestQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.query);
                        message.value = "query";
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.checkTx = $root.abci.RequestCheckTx.decode(reader, reader.size(), $undefined, _depth + 1, message.checkTx);
                        message.value = "checkTx";
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        message.commit = $root.abci.RequestCommit.decode(reader, reader.size(), $undefined, _depth + 1, message.commit);
                        message.value = "commit";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.listSnapshots = $root.abci.RequestListSnapshots.decode(reader, reader.size(), $undefined, _depth + 1, message.listSnapshots);
                        message.value = "listSnapshots";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.offerSnapshot = $root.abci.RequestOfferSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.offerSnapshot);
                        message.value = "offerSnapshot";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.loadSnapshotChunk = $root.abci.RequestLoadSnapshotChunk.decode(reader, reader.size(), $undefined, _depth + 1, message.loadSnapshotChunk);
                        message.value = "loadSnapshotChunk";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.applySnapshotChunk = $root.abci.RequestApplySnapshotChunk.decode(reader, reader.size(), $undefined, _depth + 1, message.applySnapshotChunk);
                        message.value = "applySnapshotChunk";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.prepareProposal = $root.abci.RequestPrepareProposal.decode(reader, reader.size(), $undefined, _depth + 1, message.prepareProposal);
                        message.value = "prepareProposal";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.processProposal = $root.abci.RequestProcessProposal.decode(reader, reader.size(), $undefined, _depth + 1, message.processProposal);
                        message.value = "processProposal";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.extendVote = $root.abci.RequestExtendVote.decode(reader, reader.size(), $undefined, _depth + 1, message.extendVote);
                        message.value = "extendVote";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.verifyVoteExtension = $root.abci.RequestVerifyVoteExtension.decode(reader, reader.size(), $undefined, _depth + 1, message.verifyVoteExtension);
                        message.value = "verifyVoteExtension";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.finalizeBlock = $root.abci.RequestFinalizeBlock.decode(reader, reader.size(), $undefined, _depth + 1, message.finalizeBlock);
                        message.value = "finalizeBlock";
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.insertTx = $root.abci.RequestInsertTx.decode(reader, reader.size(), $undefined, _depth + 1, message.insertTx);
                        message.value = "insertTx";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        message.reapTxs = $root.abci.RequestReapTxs.decode(reader, reader.size(), $undefined, _depth + 1, message.reapTxs);
                        message.value = "reapTxs";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Request;
    })();

    abci.RequestEcho = (function() {

        /**
         * Properties of a RequestEcho.
         * @typedef {Object} abci.RequestEcho.$Properties
         * @property {string|null} [message] RequestEcho message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestEcho.
         * @memberof abci
         * @interface IRequestEcho
         * @augments abci.RequestEcho.$Properties
         * @deprecated Use abci.RequestEcho.$Properties instead.
         */

        /**
         * Shape of a RequestEcho.
         * @typedef {abci.RequestEcho.$Properties} abci.RequestEcho.$Shape
         */

        /**
         * Constructs a new RequestEcho.
         * @memberof abci
         * @classdesc Represents a RequestEcho.
         * @constructor
         * @param {abci.RequestEcho.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestEcho = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestEcho message.
         * @member {string} message
         * @memberof abci.RequestEcho
         * @instance
         */
        RequestEcho.prototype.message = "";

        /**
         * Encodes the specified RequestEcho message. Does not implicitly {@link abci.RequestEcho.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestEcho
         * @static
         * @param {abci.RequestEcho.$Properties} message RequestEcho message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestEcho.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestEcho message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestEcho
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestEcho & abci.RequestEcho.$Shape} RequestEcho
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestEcho.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestEcho();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestEcho;
    })();

    abci.RequestFlush = (function() {

        /**
         * Properties of a RequestFlush.
         * @typedef {Object} abci.RequestFlush.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestFlush.
         * @memberof abci
         * @interface IRequestFlush
         * @augments abci.RequestFlush.$Properties
         * @deprecated Use abci.RequestFlush.$Properties instead.
         */

        /**
         * Shape of a RequestFlush.
         * @typedef {abci.RequestFlush.$Properties} abci.RequestFlush.$Shape
         */

        /**
         * Constructs a new RequestFlush.
         * @memberof abci
         * @classdesc Represents a RequestFlush.
         * @constructor
         * @param {abci.RequestFlush.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestFlush = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified RequestFlush message. Does not implicitly {@link abci.RequestFlush.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestFlush
         * @static
         * @param {abci.RequestFlush.$Properties} message RequestFlush message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestFlush.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestFlush message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestFlush
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestFlush & abci.RequestFlush.$Shape} RequestFlush
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestFlush.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestFlush();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestFlush;
    })();

    abci.RequestInfo = (function() {

        /**
         * Properties of a RequestInfo.
         * @typedef {Object} abci.RequestInfo.$Properties
         * @property {string|null} [version] RequestInfo version
         * @property {number|Long|null} [blockVersion] RequestInfo blockVersion
         * @property {number|Long|null} [p2pVersion] RequestInfo p2pVersion
         * @property {string|null} [abciVersion] RequestInfo abciVersion
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestInfo.
         * @memberof abci
         * @interface IRequestInfo
         * @augments abci.RequestInfo.$Properties
         * @deprecated Use abci.RequestInfo.$Properties instead.
         */

        /**
         * Shape of a RequestInfo.
         * @typedef {abci.RequestInfo.$Properties} abci.RequestInfo.$Shape
         */

        /**
         * Constructs a new RequestInfo.
         * @memberof abci
         * @classdesc Represents a RequestInfo.
         * @constructor
         * @param {abci.RequestInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestInfo = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestInfo version.
         * @member {string} version
         * @memberof abci.RequestInfo
         * @instance
         */
        RequestInfo.prototype.version = "";

        /**
         * RequestInfo blockVersion.
         * @member {number|Long} blockVersion
         * @memberof abci.RequestInfo
         * @instance
         */
        RequestInfo.prototype.blockVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * RequestInfo p2pVersion.
         * @member {number|Long} p2pVersion
         * @memberof abci.RequestInfo
         * @instance
         */
        RequestInfo.prototype.p2pVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * RequestInfo abciVersion.
         * @member {string} abciVersion
         * @memberof abci.RequestInfo
         * @instance
         */
        RequestInfo.prototype.abciVersion = "";

        /**
         * Encodes the specified RequestInfo message. Does not implicitly {@link abci.RequestInfo.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestInfo
         * @static
         * @param {abci.RequestInfo.$Properties} message RequestInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.version);
            if (message.blockVersion != null && $Object.hasOwnProperty.call(message, "blockVersion") && (typeof message.blockVersion === "object" ? message.blockVersion.low || message.blockVersion.high : message.blockVersion !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.blockVersion);
            if (message.p2pVersion != null && $Object.hasOwnProperty.call(message, "p2pVersion") && (typeof message.p2pVersion === "object" ? message.p2pVersion.low || message.p2pVersion.high : message.p2pVersion !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.p2pVersion);
            if (message.abciVersion != null && $Object.hasOwnProperty.call(message, "abciVersion") && message.abciVersion !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.abciVersion);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestInfo message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestInfo & abci.RequestInfo.$Shape} RequestInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.blockVersion = value;
                        else
                            delete message.blockVersion;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.p2pVersion = value;
                        else
                            delete message.p2pVersion;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.abciVersion = value;
                        else
                            delete message.abciVersion;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestInfo;
    })();

    abci.RequestInitChain = (function() {

        /**
         * Properties of a RequestInitChain.
         * @typedef {Object} abci.RequestInitChain.$Properties
         * @property {abci.Timestamp.$Properties|null} [time] RequestInitChain time
         * @property {string|null} [chainId] RequestInitChain chainId
         * @property {abci.ConsensusParams.$Properties|null} [consensusParams] RequestInitChain consensusParams
         * @property {Array.<abci.ValidatorUpdate.$Properties>|null} [validators] RequestInitChain validators
         * @property {Uint8Array|null} [appStateBytes] RequestInitChain appStateBytes
         * @property {number|Long|null} [initialHeight] RequestInitChain initialHeight
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestInitChain.
         * @memberof abci
         * @interface IRequestInitChain
         * @augments abci.RequestInitChain.$Properties
         * @deprecated Use abci.RequestInitChain.$Properties instead.
         */

        /**
         * Shape of a RequestInitChain.
         * @typedef {{
         *   time?: abci.Timestamp.$Shape|null;
         *   chainId?: string|null;
         *   consensusParams?: abci.ConsensusParams.$Shape|null;
         *   validators?: Array.<abci.ValidatorUpdate.$Shape>|null;
         *   appStateBytes?: Uint8Array|null;
         *   initialHeight?: number|Long|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} abci.RequestInitChain.$Shape
         */

        /**
         * Constructs a new RequestInitChain.
         * @memberof abci
         * @classdesc Represents a RequestInitChain.
         * @constructor
         * @param {abci.RequestInitChain.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestInitChain = function (properties) {
            this.validators = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestInitChain time.
         * @member {abci.Timestamp.$Properties|null|undefined} time
         * @memberof abci.RequestInitChain
         * @instance
         */
        RequestInitChain.prototype.time = null;

        /**
         * RequestInitChain chainId.
         * @member {string} chainId
         * @memberof abci.RequestInitChain
         * @instance
         */
        RequestInitChain.prototype.chainId = "";

        /**
         * RequestInitChain consensusParams.
         * @member {abci.ConsensusParams.$Properties|null|undefined} consensusParams
         * @memberof abci.RequestInitChain
         * @instance
         */
        RequestInitChain.prototype.consensusParams = null;

        /**
         * RequestInitChain validators.
         * @member {Array.<abci.ValidatorUpdate.$Properties>} validators
         * @memberof abci.RequestInitChain
         * @instance
         */
        RequestInitChain.prototype.validators = $util.emptyArray;

        /**
         * RequestInitChain appStateBytes.
         * @member {Uint8Array} appStateBytes
         * @memberof abci.RequestInitChain
         * @instance
         */
        RequestInitChain.prototype.appStateBytes = $util.newBuffer([]);

        /**
         * RequestInitChain initialHeight.
         * @member {number|Long} initialHeight
         * @memberof abci.RequestInitChain
         * @instance
         */
        RequestInitChain.prototype.initialHeight = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified RequestInitChain message. Does not implicitly {@link abci.RequestInitChain.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestInitChain
         * @static
         * @param {abci.RequestInitChain.$Properties} message RequestInitChain message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestInitChain.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.abci.Timestamp.encode(message.time, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.chainId != null && $Object.hasOwnProperty.call(message, "chainId") && message.chainId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.chainId);
            if (message.consensusParams != null && $Object.hasOwnProperty.call(message, "consensusParams"))
                $root.abci.ConsensusParams.encode(message.consensusParams, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.validators != null && message.validators.length)
                for (let i = 0; i < message.validators.length; ++i)
                    $root.abci.ValidatorUpdate.encode(message.validators[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.appStateBytes != null && $Object.hasOwnProperty.call(message, "appStateBytes") && message.appStateBytes.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.appStateBytes);
            if (message.initialHeight != null && $Object.hasOwnProperty.call(message, "initialHeight") && (typeof message.initialHeight === "object" ? message.initialHeight.low || message.initialHeight.high : message.initialHeight !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.initialHeight);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestInitChain message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestInitChain
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestInitChain & abci.RequestInitChain.$Shape} RequestInitChain
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestInitChain.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestInitChain();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.time = $root.abci.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.chainId = value;
                        else
                            delete message.chainId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.consensusParams = $root.abci.ConsensusParams.decode(reader, reader.size(), $undefined, _depth + 1, message.consensusParams);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.validators && message.validators.length))
                            message.validators = [];
                        message.validators.push($root.abci.ValidatorUpdate.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.appStateBytes = value;
                        else
                            delete message.appStateBytes;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.initialHeight = value;
                        else
                            delete message.initialHeight;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestInitChain;
    })();

    abci.RequestQuery = (function() {

        /**
         * Properties of a RequestQuery.
         * @typedef {Object} abci.RequestQuery.$Properties
         * @property {Uint8Array|null} [data] RequestQuery data
         * @property {string|null} [path] RequestQuery path
         * @property {number|Long|null} [height] RequestQuery height
         * @property {boolean|null} [prove] RequestQuery prove
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestQuery.
         * @memberof abci
         * @interface IRequestQuery
         * @augments abci.RequestQuery.$Properties
         * @deprecated Use abci.RequestQuery.$Properties instead.
         */

        /**
         * Shape of a RequestQuery.
         * @typedef {abci.RequestQuery.$Properties} abci.RequestQuery.$Shape
         */

        /**
         * Constructs a new RequestQuery.
         * @memberof abci
         * @classdesc Represents a RequestQuery.
         * @constructor
         * @param {abci.RequestQuery.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestQuery = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestQuery data.
         * @member {Uint8Array} data
         * @memberof abci.RequestQuery
         * @instance
         */
        RequestQuery.prototype.data = $util.newBuffer([]);

        /**
         * RequestQuery path.
         * @member {string} path
         * @memberof abci.RequestQuery
         * @instance
         */
        RequestQuery.prototype.path = "";

        /**
         * RequestQuery height.
         * @member {number|Long} height
         * @memberof abci.RequestQuery
         * @instance
         */
        RequestQuery.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RequestQuery prove.
         * @member {boolean} prove
         * @memberof abci.RequestQuery
         * @instance
         */
        RequestQuery.prototype.prove = false;

        /**
         * Encodes the specified RequestQuery message. Does not implicitly {@link abci.RequestQuery.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestQuery
         * @static
         * @param {abci.RequestQuery.$Properties} message RequestQuery message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestQuery.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.data);
            if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.path);
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.height);
            if (message.prove != null && $Object.hasOwnProperty.call(message, "prove") && message.prove !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.prove);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestQuery message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestQuery
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestQuery & abci.RequestQuery.$Shape} RequestQuery
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestQuery.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestQuery();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.path = value;
                        else
                            delete message.path;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.prove = value;
                        else
                            delete message.prove;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestQuery;
    })();

    /**
     * CheckTxType enum.
     * @name abci.CheckTxType
     * @enum {number}
     * @property {number} NEW=0 NEW value
     * @property {number} RECHECK=1 RECHECK value
     */
    abci.CheckTxType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "NEW"] = 0;
        values[valuesById[1] = "RECHECK"] = 1;
        return values;
    })();

    abci.RequestCheckTx = (function() {

        /**
         * Properties of a RequestCheckTx.
         * @typedef {Object} abci.RequestCheckTx.$Properties
         * @property {Uint8Array|null} [tx] RequestCheckTx tx
         * @property {abci.CheckTxType|null} [type] RequestCheckTx type
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestCheckTx.
         * @memberof abci
         * @interface IRequestCheckTx
         * @augments abci.RequestCheckTx.$Properties
         * @deprecated Use abci.RequestCheckTx.$Properties instead.
         */

        /**
         * Shape of a RequestCheckTx.
         * @typedef {abci.RequestCheckTx.$Properties} abci.RequestCheckTx.$Shape
         */

        /**
         * Constructs a new RequestCheckTx.
         * @memberof abci
         * @classdesc Represents a RequestCheckTx.
         * @constructor
         * @param {abci.RequestCheckTx.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestCheckTx = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestCheckTx tx.
         * @member {Uint8Array} tx
         * @memberof abci.RequestCheckTx
         * @instance
         */
        RequestCheckTx.prototype.tx = $util.newBuffer([]);

        /**
         * RequestCheckTx type.
         * @member {abci.CheckTxType} type
         * @memberof abci.RequestCheckTx
         * @instance
         */
        RequestCheckTx.prototype.type = 0;

        /**
         * Encodes the specified RequestCheckTx message. Does not implicitly {@link abci.RequestCheckTx.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestCheckTx
         * @static
         * @param {abci.RequestCheckTx.$Properties} message RequestCheckTx message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestCheckTx.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tx != null && $Object.hasOwnProperty.call(message, "tx") && message.tx.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.tx);
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.type);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestCheckTx message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestCheckTx
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestCheckTx & abci.RequestCheckTx.$Shape} RequestCheckTx
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestCheckTx.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestCheckTx();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.tx = value;
                        else
                            delete message.tx;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestCheckTx;
    })();

    abci.RequestInsertTx = (function() {

        /**
         * Properties of a RequestInsertTx.
         * @typedef {Object} abci.RequestInsertTx.$Properties
         * @property {Uint8Array|null} [tx] RequestInsertTx tx
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestInsertTx.
         * @memberof abci
         * @interface IRequestInsertTx
         * @augments abci.RequestInsertTx.$Properties
         * @deprecated Use abci.RequestInsertTx.$Properties instead.
         */

        /**
         * Shape of a RequestInsertTx.
         * @typedef {abci.RequestInsertTx.$Properties} abci.RequestInsertTx.$Shape
         */

        /**
         * Constructs a new RequestInsertTx.
         * @memberof abci
         * @classdesc Represents a RequestInsertTx.
         * @constructor
         * @param {abci.RequestInsertTx.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestInsertTx = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestInsertTx tx.
         * @member {Uint8Array} tx
         * @memberof abci.RequestInsertTx
         * @instance
         */
        RequestInsertTx.prototype.tx = $util.newBuffer([]);

        /**
         * Encodes the specified RequestInsertTx message. Does not implicitly {@link abci.RequestInsertTx.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestInsertTx
         * @static
         * @param {abci.RequestInsertTx.$Properties} message RequestInsertTx message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestInsertTx.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tx != null && $Object.hasOwnProperty.call(message, "tx") && message.tx.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.tx);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestInsertTx message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestInsertTx
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestInsertTx & abci.RequestInsertTx.$Shape} RequestInsertTx
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestInsertTx.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestInsertTx();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.tx = value;
                        else
                            delete message.tx;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestInsertTx;
    })();

    abci.RequestReapTxs = (function() {

        /**
         * Properties of a RequestReapTxs.
         * @typedef {Object} abci.RequestReapTxs.$Properties
         * @property {number|Long|null} [maxBytes] RequestReapTxs maxBytes
         * @property {number|Long|null} [maxGas] RequestReapTxs maxGas
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestReapTxs.
         * @memberof abci
         * @interface IRequestReapTxs
         * @augments abci.RequestReapTxs.$Properties
         * @deprecated Use abci.RequestReapTxs.$Properties instead.
         */

        /**
         * Shape of a RequestReapTxs.
         * @typedef {abci.RequestReapTxs.$Properties} abci.RequestReapTxs.$Shape
         */

        /**
         * Constructs a new RequestReapTxs.
         * @memberof abci
         * @classdesc Represents a RequestReapTxs.
         * @constructor
         * @param {abci.RequestReapTxs.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestReapTxs = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestReapTxs maxBytes.
         * @member {number|Long} maxBytes
         * @memberof abci.RequestReapTxs
         * @instance
         */
        RequestReapTxs.prototype.maxBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * RequestReapTxs maxGas.
         * @member {number|Long} maxGas
         * @memberof abci.RequestReapTxs
         * @instance
         */
        RequestReapTxs.prototype.maxGas = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Encodes the specified RequestReapTxs message. Does not implicitly {@link abci.RequestReapTxs.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestReapTxs
         * @static
         * @param {abci.RequestReapTxs.$Properties} message RequestReapTxs message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestReapTxs.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.maxBytes != null && $Object.hasOwnProperty.call(message, "maxBytes") && (typeof message.maxBytes === "object" ? message.maxBytes.low || message.maxBytes.high : message.maxBytes !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.maxBytes);
            if (message.maxGas != null && $Object.hasOwnProperty.call(message, "maxGas") && (typeof message.maxGas === "object" ? message.maxGas.low || message.maxGas.high : message.maxGas !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.maxGas);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestReapTxs message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestReapTxs
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestReapTxs & abci.RequestReapTxs.$Shape} RequestReapTxs
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestReapTxs.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestReapTxs();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxBytes = value;
                        else
                            delete message.maxBytes;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxGas = value;
                        else
                            delete message.maxGas;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestReapTxs;
    })();

    abci.RequestCommit = (function() {

        /**
         * Properties of a RequestCommit.
         * @typedef {Object} abci.RequestCommit.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestCommit.
         * @memberof abci
         * @interface IRequestCommit
         * @augments abci.RequestCommit.$Properties
         * @deprecated Use abci.RequestCommit.$Properties instead.
         */

        /**
         * Shape of a RequestCommit.
         * @typedef {abci.RequestCommit.$Properties} abci.RequestCommit.$Shape
         */

        /**
         * Constructs a new RequestCommit.
         * @memberof abci
         * @classdesc Represents a RequestCommit.
         * @constructor
         * @param {abci.RequestCommit.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestCommit = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified RequestCommit message. Does not implicitly {@link abci.RequestCommit.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestCommit
         * @static
         * @param {abci.RequestCommit.$Properties} message RequestCommit message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestCommit.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestCommit message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestCommit
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestCommit & abci.RequestCommit.$Shape} RequestCommit
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestCommit.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestCommit();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestCommit;
    })();

    abci.RequestListSnapshots = (function() {

        /**
         * Properties of a RequestListSnapshots.
         * @typedef {Object} abci.RequestListSnapshots.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestListSnapshots.
         * @memberof abci
         * @interface IRequestListSnapshots
         * @augments abci.RequestListSnapshots.$Properties
         * @deprecated Use abci.RequestListSnapshots.$Properties instead.
         */

        /**
         * Shape of a RequestListSnapshots.
         * @typedef {abci.RequestListSnapshots.$Properties} abci.RequestListSnapshots.$Shape
         */

        /**
         * Constructs a new RequestListSnapshots.
         * @memberof abci
         * @classdesc Represents a RequestListSnapshots.
         * @constructor
         * @param {abci.RequestListSnapshots.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestListSnapshots = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified RequestListSnapshots message. Does not implicitly {@link abci.RequestListSnapshots.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestListSnapshots
         * @static
         * @param {abci.RequestListSnapshots.$Properties} message RequestListSnapshots message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestListSnapshots.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestListSnapshots message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestListSnapshots
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestListSnapshots & abci.RequestListSnapshots.$Shape} RequestListSnapshots
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestListSnapshots.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestListSnapshots();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestListSnapshots;
    })();

    abci.RequestOfferSnapshot = (function() {

        /**
         * Properties of a RequestOfferSnapshot.
         * @typedef {Object} abci.RequestOfferSnapshot.$Properties
         * @property {abci.Snapshot.$Properties|null} [snapshot] RequestOfferSnapshot snapshot
         * @property {Uint8Array|null} [appHash] RequestOfferSnapshot appHash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestOfferSnapshot.
         * @memberof abci
         * @interface IRequestOfferSnapshot
         * @augments abci.RequestOfferSnapshot.$Properties
         * @deprecated Use abci.RequestOfferSnapshot.$Properties instead.
         */

        /**
         * Shape of a RequestOfferSnapshot.
         * @typedef {abci.RequestOfferSnapshot.$Properties} abci.RequestOfferSnapshot.$Shape
         */

        /**
         * Constructs a new RequestOfferSnapshot.
         * @memberof abci
         * @classdesc Represents a RequestOfferSnapshot.
         * @constructor
         * @param {abci.RequestOfferSnapshot.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestOfferSnapshot = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestOfferSnapshot snapshot.
         * @member {abci.Snapshot.$Properties|null|undefined} snapshot
         * @memberof abci.RequestOfferSnapshot
         * @instance
         */
        RequestOfferSnapshot.prototype.snapshot = null;

        /**
         * RequestOfferSnapshot appHash.
         * @member {Uint8Array} appHash
         * @memberof abci.RequestOfferSnapshot
         * @instance
         */
        RequestOfferSnapshot.prototype.appHash = $util.newBuffer([]);

        /**
         * Encodes the specified RequestOfferSnapshot message. Does not implicitly {@link abci.RequestOfferSnapshot.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestOfferSnapshot
         * @static
         * @param {abci.RequestOfferSnapshot.$Properties} message RequestOfferSnapshot message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestOfferSnapshot.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                $root.abci.Snapshot.encode(message.snapshot, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.appHash != null && $Object.hasOwnProperty.call(message, "appHash") && message.appHash.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.appHash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestOfferSnapshot message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestOfferSnapshot
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestOfferSnapshot & abci.RequestOfferSnapshot.$Shape} RequestOfferSnapshot
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestOfferSnapshot.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestOfferSnapshot();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.snapshot = $root.abci.Snapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.appHash = value;
                        else
                            delete message.appHash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestOfferSnapshot;
    })();

    abci.RequestLoadSnapshotChunk = (function() {

        /**
         * Properties of a RequestLoadSnapshotChunk.
         * @typedef {Object} abci.RequestLoadSnapshotChunk.$Properties
         * @property {number|Long|null} [height] RequestLoadSnapshotChunk height
         * @property {number|null} [format] RequestLoadSnapshotChunk format
         * @property {number|null} [chunk] RequestLoadSnapshotChunk chunk
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestLoadSnapshotChunk.
         * @memberof abci
         * @interface IRequestLoadSnapshotChunk
         * @augments abci.RequestLoadSnapshotChunk.$Properties
         * @deprecated Use abci.RequestLoadSnapshotChunk.$Properties instead.
         */

        /**
         * Shape of a RequestLoadSnapshotChunk.
         * @typedef {abci.RequestLoadSnapshotChunk.$Properties} abci.RequestLoadSnapshotChunk.$Shape
         */

        /**
         * Constructs a new RequestLoadSnapshotChunk.
         * @memberof abci
         * @classdesc Represents a RequestLoadSnapshotChunk.
         * @constructor
         * @param {abci.RequestLoadSnapshotChunk.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestLoadSnapshotChunk = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestLoadSnapshotChunk height.
         * @member {number|Long} height
         * @memberof abci.RequestLoadSnapshotChunk
         * @instance
         */
        RequestLoadSnapshotChunk.prototype.height = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * RequestLoadSnapshotChunk format.
         * @member {number} format
         * @memberof abci.RequestLoadSnapshotChunk
         * @instance
         */
        RequestLoadSnapshotChunk.prototype.format = 0;

        /**
         * RequestLoadSnapshotChunk chunk.
         * @member {number} chunk
         * @memberof abci.RequestLoadSnapshotChunk
         * @instance
         */
        RequestLoadSnapshotChunk.prototype.chunk = 0;

        /**
         * Encodes the specified RequestLoadSnapshotChunk message. Does not implicitly {@link abci.RequestLoadSnapshotChunk.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestLoadSnapshotChunk
         * @static
         * @param {abci.RequestLoadSnapshotChunk.$Properties} message RequestLoadSnapshotChunk message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestLoadSnapshotChunk.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.height);
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.format);
            if (message.chunk != null && $Object.hasOwnProperty.call(message, "chunk") && message.chunk !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.chunk);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestLoadSnapshotChunk message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestLoadSnapshotChunk
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestLoadSnapshotChunk & abci.RequestLoadSnapshotChunk.$Shape} RequestLoadSnapshotChunk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestLoadSnapshotChunk.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestLoadSnapshotChunk();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.chunk = value;
                        else
                            delete message.chunk;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestLoadSnapshotChunk;
    })();

    abci.RequestApplySnapshotChunk = (function() {

        /**
         * Properties of a RequestApplySnapshotChunk.
         * @typedef {Object} abci.RequestApplySnapshotChunk.$Properties
         * @property {number|null} [index] RequestApplySnapshotChunk index
         * @property {Uint8Array|null} [chunk] RequestApplySnapshotChunk chunk
         * @property {string|null} [sender] RequestApplySnapshotChunk sender
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestApplySnapshotChunk.
         * @memberof abci
         * @interface IRequestApplySnapshotChunk
         * @augments abci.RequestApplySnapshotChunk.$Properties
         * @deprecated Use abci.RequestApplySnapshotChunk.$Properties instead.
         */

        /**
         * Shape of a RequestApplySnapshotChunk.
         * @typedef {abci.RequestApplySnapshotChunk.$Properties} abci.RequestApplySnapshotChunk.$Shape
         */

        /**
         * Constructs a new RequestApplySnapshotChunk.
         * @memberof abci
         * @classdesc Represents a RequestApplySnapshotChunk.
         * @constructor
         * @param {abci.RequestApplySnapshotChunk.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestApplySnapshotChunk = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestApplySnapshotChunk index.
         * @member {number} index
         * @memberof abci.RequestApplySnapshotChunk
         * @instance
         */
        RequestApplySnapshotChunk.prototype.index = 0;

        /**
         * RequestApplySnapshotChunk chunk.
         * @member {Uint8Array} chunk
         * @memberof abci.RequestApplySnapshotChunk
         * @instance
         */
        RequestApplySnapshotChunk.prototype.chunk = $util.newBuffer([]);

        /**
         * RequestApplySnapshotChunk sender.
         * @member {string} sender
         * @memberof abci.RequestApplySnapshotChunk
         * @instance
         */
        RequestApplySnapshotChunk.prototype.sender = "";

        /**
         * Encodes the specified RequestApplySnapshotChunk message. Does not implicitly {@link abci.RequestApplySnapshotChunk.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestApplySnapshotChunk
         * @static
         * @param {abci.RequestApplySnapshotChunk.$Properties} message RequestApplySnapshotChunk message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestApplySnapshotChunk.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.index);
            if (message.chunk != null && $Object.hasOwnProperty.call(message, "chunk") && message.chunk.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.chunk);
            if (message.sender != null && $Object.hasOwnProperty.call(message, "sender") && message.sender !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.sender);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestApplySnapshotChunk message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestApplySnapshotChunk
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestApplySnapshotChunk & abci.RequestApplySnapshotChunk.$Shape} RequestApplySnapshotChunk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestApplySnapshotChunk.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestApplySnapshotChunk();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.index = value;
                        else
                            delete message.index;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.chunk = value;
                        else
                            delete message.chunk;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.sender = value;
                        else
                            delete message.sender;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestApplySnapshotChunk;
    })();

    abci.RequestPrepareProposal = (function() {

        /**
         * Properties of a RequestPrepareProposal.
         * @typedef {Object} abci.RequestPrepareProposal.$Properties
         * @property {number|Long|null} [maxTxBytes] RequestPrepareProposal maxTxBytes
         * @property {Array.<Uint8Array>|null} [txs] RequestPrepareProposal txs
         * @property {abci.ExtendedCommitInfo.$Properties|null} [localLastCommit] RequestPrepareProposal localLastCommit
         * @property {Array.<abci.Misbehavior.$Properties>|null} [misbehavior] RequestPrepareProposal misbehavior
         * @property {number|Long|null} [height] RequestPrepareProposal height
         * @property {abci.Timestamp.$Properties|null} [time] RequestPrepareProposal time
         * @property {Uint8Array|null} [nextValidatorsHash] RequestPrepareProposal nextValidatorsHash
         * @property {Uint8Array|null} [proposerAddress] RequestPrepareProposal proposerAddress
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestPrepareProposal.
         * @memberof abci
         * @interface IRequestPrepareProposal
         * @augments abci.RequestPrepareProposal.$Properties
         * @deprecated Use abci.RequestPrepareProposal.$Properties instead.
         */

        /**
         * Shape of a RequestPrepareProposal.
         * @typedef {abci.RequestPrepareProposal.$Properties} abci.RequestPrepareProposal.$Shape
         */

        /**
         * Constructs a new RequestPrepareProposal.
         * @memberof abci
         * @classdesc Represents a RequestPrepareProposal.
         * @constructor
         * @param {abci.RequestPrepareProposal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestPrepareProposal = function (properties) {
            this.txs = [];
            this.misbehavior = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestPrepareProposal maxTxBytes.
         * @member {number|Long} maxTxBytes
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.maxTxBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RequestPrepareProposal txs.
         * @member {Array.<Uint8Array>} txs
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.txs = $util.emptyArray;

        /**
         * RequestPrepareProposal localLastCommit.
         * @member {abci.ExtendedCommitInfo.$Properties|null|undefined} localLastCommit
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.localLastCommit = null;

        /**
         * RequestPrepareProposal misbehavior.
         * @member {Array.<abci.Misbehavior.$Properties>} misbehavior
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.misbehavior = $util.emptyArray;

        /**
         * RequestPrepareProposal height.
         * @member {number|Long} height
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RequestPrepareProposal time.
         * @member {abci.Timestamp.$Properties|null|undefined} time
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.time = null;

        /**
         * RequestPrepareProposal nextValidatorsHash.
         * @member {Uint8Array} nextValidatorsHash
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.nextValidatorsHash = $util.newBuffer([]);

        /**
         * RequestPrepareProposal proposerAddress.
         * @member {Uint8Array} proposerAddress
         * @memberof abci.RequestPrepareProposal
         * @instance
         */
        RequestPrepareProposal.prototype.proposerAddress = $util.newBuffer([]);

        /**
         * Encodes the specified RequestPrepareProposal message. Does not implicitly {@link abci.RequestPrepareProposal.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestPrepareProposal
         * @static
         * @param {abci.RequestPrepareProposal.$Properties} message RequestPrepareProposal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestPrepareProposal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.maxTxBytes != null && $Object.hasOwnProperty.call(message, "maxTxBytes") && (typeof message.maxTxBytes === "object" ? message.maxTxBytes.low || message.maxTxBytes.high : message.maxTxBytes !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.maxTxBytes);
            if (message.txs != null && message.txs.length)
                for (let i = 0; i < message.txs.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.txs[i]);
            if (message.localLastCommit != null && $Object.hasOwnProperty.call(message, "localLastCommit"))
                $root.abci.ExtendedCommitInfo.encode(message.localLastCommit, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.misbehavior != null && message.misbehavior.length)
                for (let i = 0; i < message.misbehavior.length; ++i)
                    $root.abci.Misbehavior.encode(message.misbehavior[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.height);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.abci.Timestamp.encode(message.time, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.nextValidatorsHash != null && $Object.hasOwnProperty.call(message, "nextValidatorsHash") && message.nextValidatorsHash.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.nextValidatorsHash);
            if (message.proposerAddress != null && $Object.hasOwnProperty.call(message, "proposerAddress") && message.proposerAddress.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.proposerAddress);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestPrepareProposal message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestPrepareProposal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestPrepareProposal & abci.RequestPrepareProposal.$Shape} RequestPrepareProposal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestPrepareProposal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestPrepareProposal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxTxBytes = value;
                        else
                            delete message.maxTxBytes;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.txs && message.txs.length))
                            message.txs = [];
                        message.txs.push(reader.bytes());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.localLastCommit = $root.abci.ExtendedCommitInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.localLastCommit);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.misbehavior && message.misbehavior.length))
                            message.misbehavior = [];
                        message.misbehavior.push($root.abci.Misbehavior.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.time = $root.abci.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nextValidatorsHash = value;
                        else
                            delete message.nextValidatorsHash;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proposerAddress = value;
                        else
                            delete message.proposerAddress;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestPrepareProposal;
    })();

    abci.RequestProcessProposal = (function() {

        /**
         * Properties of a RequestProcessProposal.
         * @typedef {Object} abci.RequestProcessProposal.$Properties
         * @property {Array.<Uint8Array>|null} [txs] RequestProcessProposal txs
         * @property {abci.CommitInfo.$Properties|null} [proposedLastCommit] RequestProcessProposal proposedLastCommit
         * @property {Array.<abci.Misbehavior.$Properties>|null} [misbehavior] RequestProcessProposal misbehavior
         * @property {Uint8Array|null} [hash] RequestProcessProposal hash
         * @property {number|Long|null} [height] RequestProcessProposal height
         * @property {abci.Timestamp.$Properties|null} [time] RequestProcessProposal time
         * @property {Uint8Array|null} [nextValidatorsHash] RequestProcessProposal nextValidatorsHash
         * @property {Uint8Array|null} [proposerAddress] RequestProcessProposal proposerAddress
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestProcessProposal.
         * @memberof abci
         * @interface IRequestProcessProposal
         * @augments abci.RequestProcessProposal.$Properties
         * @deprecated Use abci.RequestProcessProposal.$Properties instead.
         */

        /**
         * Shape of a RequestProcessProposal.
         * @typedef {abci.RequestProcessProposal.$Properties} abci.RequestProcessProposal.$Shape
         */

        /**
         * Constructs a new RequestProcessProposal.
         * @memberof abci
         * @classdesc Represents a RequestProcessProposal.
         * @constructor
         * @param {abci.RequestProcessProposal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestProcessProposal = function (properties) {
            this.txs = [];
            this.misbehavior = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestProcessProposal txs.
         * @member {Array.<Uint8Array>} txs
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.txs = $util.emptyArray;

        /**
         * RequestProcessProposal proposedLastCommit.
         * @member {abci.CommitInfo.$Properties|null|undefined} proposedLastCommit
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.proposedLastCommit = null;

        /**
         * RequestProcessProposal misbehavior.
         * @member {Array.<abci.Misbehavior.$Properties>} misbehavior
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.misbehavior = $util.emptyArray;

        /**
         * RequestProcessProposal hash.
         * @member {Uint8Array} hash
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.hash = $util.newBuffer([]);

        /**
         * RequestProcessProposal height.
         * @member {number|Long} height
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RequestProcessProposal time.
         * @member {abci.Timestamp.$Properties|null|undefined} time
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.time = null;

        /**
         * RequestProcessProposal nextValidatorsHash.
         * @member {Uint8Array} nextValidatorsHash
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.nextValidatorsHash = $util.newBuffer([]);

        /**
         * RequestProcessProposal proposerAddress.
         * @member {Uint8Array} proposerAddress
         * @memberof abci.RequestProcessProposal
         * @instance
         */
        RequestProcessProposal.prototype.proposerAddress = $util.newBuffer([]);

        /**
         * Encodes the specified RequestProcessProposal message. Does not implicitly {@link abci.RequestProcessProposal.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestProcessProposal
         * @static
         * @param {abci.RequestProcessProposal.$Properties} message RequestProcessProposal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestProcessProposal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.txs != null && message.txs.length)
                for (let i = 0; i < message.txs.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.txs[i]);
            if (message.proposedLastCommit != null && $Object.hasOwnProperty.call(message, "proposedLastCommit"))
                $root.abci.CommitInfo.encode(message.proposedLastCommit, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.misbehavior != null && message.misbehavior.length)
                for (let i = 0; i < message.misbehavior.length; ++i)
                    $root.abci.Misbehavior.encode(message.misbehavior[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.hash);
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.height);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.abci.Timestamp.encode(message.time, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.nextValidatorsHash != null && $Object.hasOwnProperty.call(message, "nextValidatorsHash") && message.nextValidatorsHash.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.nextValidatorsHash);
            if (message.proposerAddress != null && $Object.hasOwnProperty.call(message, "proposerAddress") && message.proposerAddress.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.proposerAddress);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestProcessProposal message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestProcessProposal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestProcessProposal & abci.RequestProcessProposal.$Shape} RequestProcessProposal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestProcessProposal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestProcessProposal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.txs && message.txs.length))
                            message.txs = [];
                        message.txs.push(reader.bytes());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.proposedLastCommit = $root.abci.CommitInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.proposedLastCommit);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.misbehavior && message.misbehavior.length))
                            message.misbehavior = [];
                        message.misbehavior.push($root.abci.Misbehavior.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.time = $root.abci.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nextValidatorsHash = value;
                        else
                            delete message.nextValidatorsHash;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proposerAddress = value;
                        else
                            delete message.proposerAddress;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestProcessProposal;
    })();

    abci.RequestExtendVote = (function() {

        /**
         * Properties of a RequestExtendVote.
         * @typedef {Object} abci.RequestExtendVote.$Properties
         * @property {Uint8Array|null} [hash] RequestExtendVote hash
         * @property {number|Long|null} [height] RequestExtendVote height
         * @property {abci.Timestamp.$Properties|null} [time] RequestExtendVote time
         * @property {Array.<Uint8Array>|null} [txs] RequestExtendVote txs
         * @property {abci.CommitInfo.$Properties|null} [proposedLastCommit] RequestExtendVote proposedLastCommit
         * @property {Array.<abci.Misbehavior.$Properties>|null} [misbehavior] RequestExtendVote misbehavior
         * @property {Uint8Array|null} [nextValidatorsHash] RequestExtendVote nextValidatorsHash
         * @property {Uint8Array|null} [proposerAddress] RequestExtendVote proposerAddress
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestExtendVote.
         * @memberof abci
         * @interface IRequestExtendVote
         * @augments abci.RequestExtendVote.$Properties
         * @deprecated Use abci.RequestExtendVote.$Properties instead.
         */

        /**
         * Shape of a RequestExtendVote.
         * @typedef {abci.RequestExtendVote.$Properties} abci.RequestExtendVote.$Shape
         */

        /**
         * Constructs a new RequestExtendVote.
         * @memberof abci
         * @classdesc Represents a RequestExtendVote.
         * @constructor
         * @param {abci.RequestExtendVote.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestExtendVote = function (properties) {
            this.txs = [];
            this.misbehavior = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestExtendVote hash.
         * @member {Uint8Array} hash
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.hash = $util.newBuffer([]);

        /**
         * RequestExtendVote height.
         * @member {number|Long} height
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RequestExtendVote time.
         * @member {abci.Timestamp.$Properties|null|undefined} time
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.time = null;

        /**
         * RequestExtendVote txs.
         * @member {Array.<Uint8Array>} txs
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.txs = $util.emptyArray;

        /**
         * RequestExtendVote proposedLastCommit.
         * @member {abci.CommitInfo.$Properties|null|undefined} proposedLastCommit
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.proposedLastCommit = null;

        /**
         * RequestExtendVote misbehavior.
         * @member {Array.<abci.Misbehavior.$Properties>} misbehavior
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.misbehavior = $util.emptyArray;

        /**
         * RequestExtendVote nextValidatorsHash.
         * @member {Uint8Array} nextValidatorsHash
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.nextValidatorsHash = $util.newBuffer([]);

        /**
         * RequestExtendVote proposerAddress.
         * @member {Uint8Array} proposerAddress
         * @memberof abci.RequestExtendVote
         * @instance
         */
        RequestExtendVote.prototype.proposerAddress = $util.newBuffer([]);

        /**
         * Encodes the specified RequestExtendVote message. Does not implicitly {@link abci.RequestExtendVote.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestExtendVote
         * @static
         * @param {abci.RequestExtendVote.$Properties} message RequestExtendVote message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestExtendVote.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.hash);
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.height);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.abci.Timestamp.encode(message.time, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.txs != null && message.txs.length)
                for (let i = 0; i < message.txs.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.txs[i]);
            if (message.proposedLastCommit != null && $Object.hasOwnProperty.call(message, "proposedLastCommit"))
                $root.abci.CommitInfo.encode(message.proposedLastCommit, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.misbehavior != null && message.misbehavior.length)
                for (let i = 0; i < message.misbehavior.length; ++i)
                    $root.abci.Misbehavior.encode(message.misbehavior[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.nextValidatorsHash != null && $Object.hasOwnProperty.call(message, "nextValidatorsHash") && message.nextValidatorsHash.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.nextValidatorsHash);
            if (message.proposerAddress != null && $Object.hasOwnProperty.call(message, "proposerAddress") && message.proposerAddress.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.proposerAddress);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestExtendVote message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestExtendVote
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestExtendVote & abci.RequestExtendVote.$Shape} RequestExtendVote
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestExtendVote.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestExtendVote();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.time = $root.abci.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.txs && message.txs.length))
                            message.txs = [];
                        message.txs.push(reader.bytes());
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.proposedLastCommit = $root.abci.CommitInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.proposedLastCommit);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.misbehavior && message.misbehavior.length))
                            message.misbehavior = [];
                        message.misbehavior.push($root.abci.Misbehavior.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nextValidatorsHash = value;
                        else
                            delete message.nextValidatorsHash;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proposerAddress = value;
                        else
                            delete message.proposerAddress;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestExtendVote;
    })();

    abci.RequestVerifyVoteExtension = (function() {

        /**
         * Properties of a RequestVerifyVoteExtension.
         * @typedef {Object} abci.RequestVerifyVoteExtension.$Properties
         * @property {Uint8Array|null} [hash] RequestVerifyVoteExtension hash
         * @property {Uint8Array|null} [validatorAddress] RequestVerifyVoteExtension validatorAddress
         * @property {number|Long|null} [height] RequestVerifyVoteExtension height
         * @property {Uint8Array|null} [voteExtension] RequestVerifyVoteExtension voteExtension
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestVerifyVoteExtension.
         * @memberof abci
         * @interface IRequestVerifyVoteExtension
         * @augments abci.RequestVerifyVoteExtension.$Properties
         * @deprecated Use abci.RequestVerifyVoteExtension.$Properties instead.
         */

        /**
         * Shape of a RequestVerifyVoteExtension.
         * @typedef {abci.RequestVerifyVoteExtension.$Properties} abci.RequestVerifyVoteExtension.$Shape
         */

        /**
         * Constructs a new RequestVerifyVoteExtension.
         * @memberof abci
         * @classdesc Represents a RequestVerifyVoteExtension.
         * @constructor
         * @param {abci.RequestVerifyVoteExtension.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestVerifyVoteExtension = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestVerifyVoteExtension hash.
         * @member {Uint8Array} hash
         * @memberof abci.RequestVerifyVoteExtension
         * @instance
         */
        RequestVerifyVoteExtension.prototype.hash = $util.newBuffer([]);

        /**
         * RequestVerifyVoteExtension validatorAddress.
         * @member {Uint8Array} validatorAddress
         * @memberof abci.RequestVerifyVoteExtension
         * @instance
         */
        RequestVerifyVoteExtension.prototype.validatorAddress = $util.newBuffer([]);

        /**
         * RequestVerifyVoteExtension height.
         * @member {number|Long} height
         * @memberof abci.RequestVerifyVoteExtension
         * @instance
         */
        RequestVerifyVoteExtension.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RequestVerifyVoteExtension voteExtension.
         * @member {Uint8Array} voteExtension
         * @memberof abci.RequestVerifyVoteExtension
         * @instance
         */
        RequestVerifyVoteExtension.prototype.voteExtension = $util.newBuffer([]);

        /**
         * Encodes the specified RequestVerifyVoteExtension message. Does not implicitly {@link abci.RequestVerifyVoteExtension.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestVerifyVoteExtension
         * @static
         * @param {abci.RequestVerifyVoteExtension.$Properties} message RequestVerifyVoteExtension message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestVerifyVoteExtension.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.hash);
            if (message.validatorAddress != null && $Object.hasOwnProperty.call(message, "validatorAddress") && message.validatorAddress.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.validatorAddress);
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.height);
            if (message.voteExtension != null && $Object.hasOwnProperty.call(message, "voteExtension") && message.voteExtension.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.voteExtension);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestVerifyVoteExtension message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestVerifyVoteExtension
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestVerifyVoteExtension & abci.RequestVerifyVoteExtension.$Shape} RequestVerifyVoteExtension
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestVerifyVoteExtension.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestVerifyVoteExtension();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.validatorAddress = value;
                        else
                            delete message.validatorAddress;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.voteExtension = value;
                        else
                            delete message.voteExtension;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestVerifyVoteExtension;
    })();

    abci.RequestFinalizeBlock = (function() {

        /**
         * Properties of a RequestFinalizeBlock.
         * @typedef {Object} abci.RequestFinalizeBlock.$Properties
         * @property {Array.<Uint8Array>|null} [txs] RequestFinalizeBlock txs
         * @property {abci.CommitInfo.$Properties|null} [decidedLastCommit] RequestFinalizeBlock decidedLastCommit
         * @property {Array.<abci.Misbehavior.$Properties>|null} [misbehavior] RequestFinalizeBlock misbehavior
         * @property {Uint8Array|null} [hash] RequestFinalizeBlock hash
         * @property {number|Long|null} [height] RequestFinalizeBlock height
         * @property {abci.Timestamp.$Properties|null} [time] RequestFinalizeBlock time
         * @property {Uint8Array|null} [nextValidatorsHash] RequestFinalizeBlock nextValidatorsHash
         * @property {Uint8Array|null} [proposerAddress] RequestFinalizeBlock proposerAddress
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RequestFinalizeBlock.
         * @memberof abci
         * @interface IRequestFinalizeBlock
         * @augments abci.RequestFinalizeBlock.$Properties
         * @deprecated Use abci.RequestFinalizeBlock.$Properties instead.
         */

        /**
         * Shape of a RequestFinalizeBlock.
         * @typedef {abci.RequestFinalizeBlock.$Properties} abci.RequestFinalizeBlock.$Shape
         */

        /**
         * Constructs a new RequestFinalizeBlock.
         * @memberof abci
         * @classdesc Represents a RequestFinalizeBlock.
         * @constructor
         * @param {abci.RequestFinalizeBlock.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RequestFinalizeBlock = function (properties) {
            this.txs = [];
            this.misbehavior = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RequestFinalizeBlock txs.
         * @member {Array.<Uint8Array>} txs
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.txs = $util.emptyArray;

        /**
         * RequestFinalizeBlock decidedLastCommit.
         * @member {abci.CommitInfo.$Properties|null|undefined} decidedLastCommit
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.decidedLastCommit = null;

        /**
         * RequestFinalizeBlock misbehavior.
         * @member {Array.<abci.Misbehavior.$Properties>} misbehavior
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.misbehavior = $util.emptyArray;

        /**
         * RequestFinalizeBlock hash.
         * @member {Uint8Array} hash
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.hash = $util.newBuffer([]);

        /**
         * RequestFinalizeBlock height.
         * @member {number|Long} height
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * RequestFinalizeBlock time.
         * @member {abci.Timestamp.$Properties|null|undefined} time
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.time = null;

        /**
         * RequestFinalizeBlock nextValidatorsHash.
         * @member {Uint8Array} nextValidatorsHash
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.nextValidatorsHash = $util.newBuffer([]);

        /**
         * RequestFinalizeBlock proposerAddress.
         * @member {Uint8Array} proposerAddress
         * @memberof abci.RequestFinalizeBlock
         * @instance
         */
        RequestFinalizeBlock.prototype.proposerAddress = $util.newBuffer([]);

        /**
         * Encodes the specified RequestFinalizeBlock message. Does not implicitly {@link abci.RequestFinalizeBlock.verify|verify} messages.
         * @function encode
         * @memberof abci.RequestFinalizeBlock
         * @static
         * @param {abci.RequestFinalizeBlock.$Properties} message RequestFinalizeBlock message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RequestFinalizeBlock.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.txs != null && message.txs.length)
                for (let i = 0; i < message.txs.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.txs[i]);
            if (message.decidedLastCommit != null && $Object.hasOwnProperty.call(message, "decidedLastCommit"))
                $root.abci.CommitInfo.encode(message.decidedLastCommit, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.misbehavior != null && message.misbehavior.length)
                for (let i = 0; i < message.misbehavior.length; ++i)
                    $root.abci.Misbehavior.encode(message.misbehavior[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.hash);
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.height);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.abci.Timestamp.encode(message.time, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.nextValidatorsHash != null && $Object.hasOwnProperty.call(message, "nextValidatorsHash") && message.nextValidatorsHash.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.nextValidatorsHash);
            if (message.proposerAddress != null && $Object.hasOwnProperty.call(message, "proposerAddress") && message.proposerAddress.length)
                writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.proposerAddress);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RequestFinalizeBlock message from the specified reader or buffer.
         * @function decode
         * @memberof abci.RequestFinalizeBlock
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.RequestFinalizeBlock & abci.RequestFinalizeBlock.$Shape} RequestFinalizeBlock
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RequestFinalizeBlock.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.RequestFinalizeBlock();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.txs && message.txs.length))
                            message.txs = [];
                        message.txs.push(reader.bytes());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.decidedLastCommit = $root.abci.CommitInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.decidedLastCommit);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.misbehavior && message.misbehavior.length))
                            message.misbehavior = [];
                        message.misbehavior.push($root.abci.Misbehavior.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.time = $root.abci.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.nextValidatorsHash = value;
                        else
                            delete message.nextValidatorsHash;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.proposerAddress = value;
                        else
                            delete message.proposerAddress;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return RequestFinalizeBlock;
    })();

    abci.Response = (function() {

        /**
         * Properties of a Response.
         * @typedef {Object} abci.Response.$Properties
         * @property {abci.ResponseException.$Properties|null} [exception] Response exception
         * @property {abci.ResponseEcho.$Properties|null} [echo] Response echo
         * @property {abci.ResponseFlush.$Properties|null} [flush] Response flush
         * @property {abci.ResponseInfo.$Properties|null} [info] Response info
         * @property {abci.ResponseInitChain.$Properties|null} [initChain] Response initChain
         * @property {abci.ResponseQuery.$Properties|null} [query] Response query
         * @property {abci.ResponseCheckTx.$Properties|null} [checkTx] Response checkTx
         * @property {abci.ResponseCommit.$Properties|null} [commit] Response commit
         * @property {abci.ResponseListSnapshots.$Properties|null} [listSnapshots] Response listSnapshots
         * @property {abci.ResponseOfferSnapshot.$Properties|null} [offerSnapshot] Response offerSnapshot
         * @property {abci.ResponseLoadSnapshotChunk.$Properties|null} [loadSnapshotChunk] Response loadSnapshotChunk
         * @property {abci.ResponseApplySnapshotChunk.$Properties|null} [applySnapshotChunk] Response applySnapshotChunk
         * @property {abci.ResponsePrepareProposal.$Properties|null} [prepareProposal] Response prepareProposal
         * @property {abci.ResponseProcessProposal.$Properties|null} [processProposal] Response processProposal
         * @property {abci.ResponseExtendVote.$Properties|null} [extendVote] Response extendVote
         * @property {abci.ResponseVerifyVoteExtension.$Properties|null} [verifyVoteExtension] Response verifyVoteExtension
         * @property {abci.ResponseFinalizeBlock.$Properties|null} [finalizeBlock] Response finalizeBlock
         * @property {abci.ResponseInsertTx.$Properties|null} [insertTx] Response insertTx
         * @property {abci.ResponseReapTxs.$Properties|null} [reapTxs] Response reapTxs
         * @property {"exception"|"echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs"} [value] Response value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Response.
         * @memberof abci
         * @interface IResponse
         * @augments abci.Response.$Properties
         * @deprecated Use abci.Response.$Properties instead.
         */

        /**
         * Narrowed shape of a Response.
         * @typedef {{
         *   exception?: abci.ResponseException.$Shape|null;
         *   echo?: abci.ResponseEcho.$Shape|null;
         *   flush?: abci.ResponseFlush.$Shape|null;
         *   info?: abci.ResponseInfo.$Shape|null;
         *   initChain?: abci.ResponseInitChain.$Shape|null;
         *   query?: abci.ResponseQuery.$Shape|null;
         *   checkTx?: abci.ResponseCheckTx.$Shape|null;
         *   commit?: abci.ResponseCommit.$Shape|null;
         *   listSnapshots?: abci.ResponseListSnapshots.$Shape|null;
         *   offerSnapshot?: abci.ResponseOfferSnapshot.$Shape|null;
         *   loadSnapshotChunk?: abci.ResponseLoadSnapshotChunk.$Shape|null;
         *   applySnapshotChunk?: abci.ResponseApplySnapshotChunk.$Shape|null;
         *   prepareProposal?: abci.ResponsePrepareProposal.$Shape|null;
         *   processProposal?: abci.ResponseProcessProposal.$Shape|null;
         *   extendVote?: abci.ResponseExtendVote.$Shape|null;
         *   verifyVoteExtension?: abci.ResponseVerifyVoteExtension.$Shape|null;
         *   finalizeBlock?: abci.ResponseFinalizeBlock.$Shape|null;
         *   insertTx?: abci.ResponseInsertTx.$Shape|null;
         *   reapTxs?: abci.ResponseReapTxs.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ value?: undefined; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "exception"; exception: abci.ResponseException.$Shape; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "echo"; exception?: null; echo: abci.ResponseEcho.$Shape; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "flush"; exception?: null; echo?: null; flush: abci.ResponseFlush.$Shape; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "info"; exception?: null; echo?: null; flush?: null; info: abci.ResponseInfo.$Shape; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "initChain"; exception?: null; echo?: null; flush?: null; info?: null; initChain: abci.ResponseInitChain.$Shape; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "query"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query: abci.ResponseQuery.$Shape; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "checkTx"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx: abci.ResponseCheckTx.$Shape; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "commit"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit: abci.ResponseCommit.$Shape; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "listSnapshots"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots: abci.ResponseListSnapshots.$Shape; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "offerSnapshot"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot: abci.ResponseOfferSnapshot.$Shape; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "loadSnapshotChunk"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk: abci.ResponseLoadSnapshotChunk.$Shape; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "applySnapshotChunk"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk: abci.ResponseApplySnapshotChunk.$Shape; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "prepareProposal"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal: abci.ResponsePrepareProposal.$Shape; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "processProposal"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal: abci.ResponseProcessProposal.$Shape; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "extendVote"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote: abci.ResponseExtendVote.$Shape; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "verifyVoteExtension"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension: abci.ResponseVerifyVoteExtension.$Shape; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "finalizeBlock"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock: abci.ResponseFinalizeBlock.$Shape; insertTx?: null; reapTxs?: null }|{ value?: "insertTx"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx: abci.ResponseInsertTx.$Shape; reapTxs?: null }|{ value?: "reapTxs"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs: abci.ResponseReapTxs.$Shape })
         * )} abci.Response.$Shape
         */

        /**
         * Constructs a new Response.
         * @memberof abci
         * @classdesc Represents a Response.
         * @constructor
         * @param {abci.Response.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Response = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Response exception.
         * @member {abci.ResponseException.$Properties|null|undefined} exception
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.exception = null;

        /**
         * Response echo.
         * @member {abci.ResponseEcho.$Properties|null|undefined} echo
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.echo = null;

        /**
         * Response flush.
         * @member {abci.ResponseFlush.$Properties|null|undefined} flush
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.flush = null;

        /**
         * Response info.
         * @member {abci.ResponseInfo.$Properties|null|undefined} info
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.info = null;

        /**
         * Response initChain.
         * @member {abci.ResponseInitChain.$Properties|null|undefined} initChain
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.initChain = null;

        /**
         * Response query.
         * @member {abci.ResponseQuery.$Properties|null|undefined} query
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.query = null;

        /**
         * Response checkTx.
         * @member {abci.ResponseCheckTx.$Properties|null|undefined} checkTx
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.checkTx = null;

        /**
         * Response commit.
         * @member {abci.ResponseCommit.$Properties|null|undefined} commit
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.commit = null;

        /**
         * Response listSnapshots.
         * @member {abci.ResponseListSnapshots.$Properties|null|undefined} listSnapshots
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.listSnapshots = null;

        /**
         * Response offerSnapshot.
         * @member {abci.ResponseOfferSnapshot.$Properties|null|undefined} offerSnapshot
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.offerSnapshot = null;

        /**
         * Response loadSnapshotChunk.
         * @member {abci.ResponseLoadSnapshotChunk.$Properties|null|undefined} loadSnapshotChunk
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.loadSnapshotChunk = null;

        /**
         * Response applySnapshotChunk.
         * @member {abci.ResponseApplySnapshotChunk.$Properties|null|undefined} applySnapshotChunk
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.applySnapshotChunk = null;

        /**
         * Response prepareProposal.
         * @member {abci.ResponsePrepareProposal.$Properties|null|undefined} prepareProposal
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.prepareProposal = null;

        /**
         * Response processProposal.
         * @member {abci.ResponseProcessProposal.$Properties|null|undefined} processProposal
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.processProposal = null;

        /**
         * Response extendVote.
         * @member {abci.ResponseExtendVote.$Properties|null|undefined} extendVote
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.extendVote = null;

        /**
         * Response verifyVoteExtension.
         * @member {abci.ResponseVerifyVoteExtension.$Properties|null|undefined} verifyVoteExtension
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.verifyVoteExtension = null;

        /**
         * Response finalizeBlock.
         * @member {abci.ResponseFinalizeBlock.$Properties|null|undefined} finalizeBlock
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.finalizeBlock = null;

        /**
         * Response insertTx.
         * @member {abci.ResponseInsertTx.$Properties|null|undefined} insertTx
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.insertTx = null;

        /**
         * Response reapTxs.
         * @member {abci.ResponseReapTxs.$Properties|null|undefined} reapTxs
         * @memberof abci.Response
         * @instance
         */
        Response.prototype.reapTxs = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * Response value.
         * @member {"exception"|"echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs"|undefined} value
         * @memberof abci.Response
         * @instance
         */
        $Object.defineProperty(Response.prototype, "value", {
            get: $util.oneOfGetter($oneOfFields = ["exception", "echo", "flush", "info", "initChain", "query", "checkTx", "commit", "listSnapshots", "offerSnapshot", "loadSnapshotChunk", "applySnapshotChunk", "prepareProposal", "processProposal", "extendVote", "verifyVoteExtension", "finalizeBlock", "insertTx", "reapTxs"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified Response message. Does not implicitly {@link abci.Response.verify|verify} messages.
         * @function encode
         * @memberof abci.Response
         * @static
         * @param {abci.Response.$Properties} message Response message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Response.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.exception != null && $Object.hasOwnProperty.call(message, "exception"))
                $root.abci.ResponseException.encode(message.exception, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.echo != null && $Object.hasOwnProperty.call(message, "echo"))
                $root.abci.ResponseEcho.encode(message.echo, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.flush != null && $Object.hasOwnProperty.call(message, "flush"))
                $root.abci.ResponseFlush.encode(message.flush, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.info != null && $Object.hasOwnProperty.call(message, "info"))
                $root.abci.ResponseInfo.encode(message.info, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.initChain != null && $Object.hasOwnProperty.call(message, "initChain"))
                $root.abci.ResponseInitChain.encode(message.initChain, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.query != null && $Object.hasOwnProperty.call(message, "query"))
                $root.abci.ResponseQuery.encode(message.query, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.checkTx != null && $Object.hasOwnProperty.call(message, "checkTx"))
                $root.abci.ResponseCheckTx.encode(message.checkTx, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.commit != null && $Object.hasOwnProperty.call(message, "commit"))
                $root.abci.ResponseCommit.encode(message.commit, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
            if (message.listSnapshots != null && $Object.hasOwnProperty.call(message, "listSnapshots"))
                $root.abci.ResponseListSnapshots.encode(message.listSnapshots, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.offerSnapshot != null && $Object.hasOwnProperty.call(message, "offerSnapshot"))
                $root.abci.ResponseOfferSnapshot.encode(message.offerSnapshot, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
            if (message.loadSnapshotChunk != null && $Object.hasOwnProperty.call(message, "loadSnapshotChunk"))
                $root.abci.ResponseLoadSnapshotChunk.encode(message.loadSnapshotChunk, writer.uint32(/* id 15, wireType 2 =*/122).fork(), _depth + 1).ldelim();
            if (message.applySnapshotChunk != null && $Object.hasOwnProperty.call(message, "applySnapshotChunk"))
                $root.abci.ResponseApplySnapshotChunk.encode(message.applySnapshotChunk, writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
            if (message.prepareProposal != null && $Object.hasOwnProperty.call(message, "prepareProposal"))
                $root.abci.ResponsePrepareProposal.encode(message.prepareProposal, writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
            if (message.processProposal != null && $Object.hasOwnProperty.call(message, "processProposal"))
                $root.abci.ResponseProcessProposal.encode(message.processProposal, writer.uint32(/* id 18, wireType 2 =*/146).fork(), _depth + 1).ldelim();
            if (message.extendVote != null && $Object.hasOwnProperty.call(message, "extendVote"))
                $root.abci.ResponseExtendVote.encode(message.extendVote, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
            if (message.verifyVoteExtension != null && $Object.hasOwnProperty.call(message, "verifyVoteExtension"))
                $root.abci.ResponseVerifyVoteExtension.encode(message.verifyVoteExtension, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
            if (message.finalizeBlock != null && $Object.hasOwnProperty.call(message, "finalizeBlock"))
                $root.abci.ResponseFinalizeBlock.encode(message.finalizeBlock, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
            if (message.insertTx != null && $Object.hasOwnProperty.call(message, "insertTx"))
                $root.abci.ResponseInsertTx.encode(message.insertTx, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
            if (message.reapTxs != null && $Object.hasOwnProperty.call(message, "reapTxs"))
                $root.abci.ResponseReapTxs.encode(message.reapTxs, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Response message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Response
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Response & abci.Response.$Shape} Response
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Response.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Response();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.exception = $root.abci.ResponseException.decode(reader, reader.size(), $undefined, _depth + 1, message.exception);
                        message.value = "exception";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.echo = $root.abci.ResponseEcho.decode(reader, reader.size(), $undefined, _depth + 1, message.echo);
                        message.value = "echo";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.flush = $root.abci.ResponseFlush.decode(reader, reader.size(), $undefined, _depth + 1, message.flush);
                        message.value = "flush";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.info = $root.abci.ResponseInfo.decode(reader, reader.size(), $undefined, _depth + 1, message.info);
                        message.value = "info";
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.initChain = $root.abci.ResponseInitChain.decode(reader, reader.size(), $undefined, _depth + 1, message.initChain);
                        message.value = "initChain";
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.query = $root.abci.ResponseQuery.decode(reader, reader.size(), $undefined, _depth + 1, message.query);
                        message.value = "query";
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.checkTx = $root.abci.ResponseCheckTx.decode(reader, reader.size(), $undefined, _depth + 1, message.checkTx);
                        message.value = "checkTx";
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        message.commit = $root.abci.ResponseCommit.decode(reader, reader.size(), $undefined, _depth + 1, message.commit);
                        message.value = "commit";
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        message.listSnapshots = $root.abci.ResponseListSnapshots.decode(reader, reader.size(), $undefined, _depth + 1, message.listSnapshots);
                        message.value = "listSnapshots";
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        message.offerSnapshot = $root.abci.ResponseOfferSnapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.offerSnapshot);
                        message.value = "offerSnapshot";
                        continue;
                    }
                case 15: {
                        if (wireType !== 2)
                            break;
                        message.loadSnapshotChunk = $root.abci.ResponseLoadSnapshotChunk.decode(reader, reader.size(), $undefined, _depth + 1, message.loadSnapshotChunk);
                        message.value = "loadSnapshotChunk";
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        message.applySnapshotChunk = $root.abci.ResponseApplySnapshotChunk.decode(reader, reader.size(), $undefined, _depth + 1, message.applySnapshotChunk);
                        message.value = "applySnapshotChunk";
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        message.prepareProposal = $root.abci.ResponsePrepareProposal.decode(reader, reader.size(), $undefined, _depth + 1, message.prepareProposal);
                        message.value = "prepareProposal";
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        message.processProposal = $root.abci.ResponseProcessProposal.decode(reader, reader.size(), $undefined, _depth + 1, message.processProposal);
                        message.value = "processProposal";
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.extendVote = $root.abci.ResponseExtendVote.decode(reader, reader.size(), $undefined, _depth + 1, message.extendVote);
                        message.value = "extendVote";
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.verifyVoteExtension = $root.abci.ResponseVerifyVoteExtension.decode(reader, reader.size(), $undefined, _depth + 1, message.verifyVoteExtension);
                        message.value = "verifyVoteExtension";
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.finalizeBlock = $root.abci.ResponseFinalizeBlock.decode(reader, reader.size(), $undefined, _depth + 1, message.finalizeBlock);
                        message.value = "finalizeBlock";
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        message.insertTx = $root.abci.ResponseInsertTx.decode(reader, reader.size(), $undefined, _depth + 1, message.insertTx);
                        message.value = "insertTx";
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        message.reapTxs = $root.abci.ResponseReapTxs.decode(reader, reader.size(), $undefined, _depth + 1, message.reapTxs);
                        message.value = "reapTxs";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Response;
    })();

    abci.ResponseException = (function() {

        /**
         * Properties of a ResponseException.
         * @typedef {Object} abci.ResponseException.$Properties
         * @property {string|null} [error] ResponseException error
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseException.
         * @memberof abci
         * @interface IResponseException
         * @augments abci.ResponseException.$Properties
         * @deprecated Use abci.ResponseException.$Properties instead.
         */

        /**
         * Shape of a ResponseException.
         * @typedef {abci.ResponseException.$Properties} abci.ResponseException.$Shape
         */

        /**
         * Constructs a new ResponseException.
         * @memberof abci
         * @classdesc Represents a ResponseException.
         * @constructor
         * @param {abci.ResponseException.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseException = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseException error.
         * @member {string} error
         * @memberof abci.ResponseException
         * @instance
         */
        ResponseException.prototype.error = "";

        /**
         * Encodes the specified ResponseException message. Does not implicitly {@link abci.ResponseException.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseException
         * @static
         * @param {abci.ResponseException.$Properties} message ResponseException message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseException.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.error);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseException message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseException
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseException & abci.ResponseException.$Shape} ResponseException
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseException.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseException();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseException;
    })();

    abci.ResponseEcho = (function() {

        /**
         * Properties of a ResponseEcho.
         * @typedef {Object} abci.ResponseEcho.$Properties
         * @property {string|null} [message] ResponseEcho message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseEcho.
         * @memberof abci
         * @interface IResponseEcho
         * @augments abci.ResponseEcho.$Properties
         * @deprecated Use abci.ResponseEcho.$Properties instead.
         */

        /**
         * Shape of a ResponseEcho.
         * @typedef {abci.ResponseEcho.$Properties} abci.ResponseEcho.$Shape
         */

        /**
         * Constructs a new ResponseEcho.
         * @memberof abci
         * @classdesc Represents a ResponseEcho.
         * @constructor
         * @param {abci.ResponseEcho.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseEcho = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseEcho message.
         * @member {string} message
         * @memberof abci.ResponseEcho
         * @instance
         */
        ResponseEcho.prototype.message = "";

        /**
         * Encodes the specified ResponseEcho message. Does not implicitly {@link abci.ResponseEcho.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseEcho
         * @static
         * @param {abci.ResponseEcho.$Properties} message ResponseEcho message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseEcho.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseEcho message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseEcho
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseEcho & abci.ResponseEcho.$Shape} ResponseEcho
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseEcho.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseEcho();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseEcho;
    })();

    abci.ResponseFlush = (function() {

        /**
         * Properties of a ResponseFlush.
         * @typedef {Object} abci.ResponseFlush.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseFlush.
         * @memberof abci
         * @interface IResponseFlush
         * @augments abci.ResponseFlush.$Properties
         * @deprecated Use abci.ResponseFlush.$Properties instead.
         */

        /**
         * Shape of a ResponseFlush.
         * @typedef {abci.ResponseFlush.$Properties} abci.ResponseFlush.$Shape
         */

        /**
         * Constructs a new ResponseFlush.
         * @memberof abci
         * @classdesc Represents a ResponseFlush.
         * @constructor
         * @param {abci.ResponseFlush.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseFlush = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified ResponseFlush message. Does not implicitly {@link abci.ResponseFlush.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseFlush
         * @static
         * @param {abci.ResponseFlush.$Properties} message ResponseFlush message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseFlush.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseFlush message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseFlush
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseFlush & abci.ResponseFlush.$Shape} ResponseFlush
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseFlush.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseFlush();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseFlush;
    })();

    abci.ResponseInfo = (function() {

        /**
         * Properties of a ResponseInfo.
         * @typedef {Object} abci.ResponseInfo.$Properties
         * @property {string|null} [data] ResponseInfo data
         * @property {string|null} [version] ResponseInfo version
         * @property {number|Long|null} [appVersion] ResponseInfo appVersion
         * @property {number|Long|null} [lastBlockHeight] ResponseInfo lastBlockHeight
         * @property {Uint8Array|null} [lastBlockAppHash] ResponseInfo lastBlockAppHash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseInfo.
         * @memberof abci
         * @interface IResponseInfo
         * @augments abci.ResponseInfo.$Properties
         * @deprecated Use abci.ResponseInfo.$Properties instead.
         */

        /**
         * Shape of a ResponseInfo.
         * @typedef {abci.ResponseInfo.$Properties} abci.ResponseInfo.$Shape
         */

        /**
         * Constructs a new ResponseInfo.
         * @memberof abci
         * @classdesc Represents a ResponseInfo.
         * @constructor
         * @param {abci.ResponseInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseInfo = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseInfo data.
         * @member {string} data
         * @memberof abci.ResponseInfo
         * @instance
         */
        ResponseInfo.prototype.data = "";

        /**
         * ResponseInfo version.
         * @member {string} version
         * @memberof abci.ResponseInfo
         * @instance
         */
        ResponseInfo.prototype.version = "";

        /**
         * ResponseInfo appVersion.
         * @member {number|Long} appVersion
         * @memberof abci.ResponseInfo
         * @instance
         */
        ResponseInfo.prototype.appVersion = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * ResponseInfo lastBlockHeight.
         * @member {number|Long} lastBlockHeight
         * @memberof abci.ResponseInfo
         * @instance
         */
        ResponseInfo.prototype.lastBlockHeight = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ResponseInfo lastBlockAppHash.
         * @member {Uint8Array} lastBlockAppHash
         * @memberof abci.ResponseInfo
         * @instance
         */
        ResponseInfo.prototype.lastBlockAppHash = $util.newBuffer([]);

        /**
         * Encodes the specified ResponseInfo message. Does not implicitly {@link abci.ResponseInfo.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseInfo
         * @static
         * @param {abci.ResponseInfo.$Properties} message ResponseInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.data);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.version);
            if (message.appVersion != null && $Object.hasOwnProperty.call(message, "appVersion") && (typeof message.appVersion === "object" ? message.appVersion.low || message.appVersion.high : message.appVersion !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.appVersion);
            if (message.lastBlockHeight != null && $Object.hasOwnProperty.call(message, "lastBlockHeight") && (typeof message.lastBlockHeight === "object" ? message.lastBlockHeight.low || message.lastBlockHeight.high : message.lastBlockHeight !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.lastBlockHeight);
            if (message.lastBlockAppHash != null && $Object.hasOwnProperty.call(message, "lastBlockAppHash") && message.lastBlockAppHash.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.lastBlockAppHash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseInfo message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseInfo & abci.ResponseInfo.$Shape} ResponseInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.appVersion = value;
                        else
                            delete message.appVersion;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.lastBlockHeight = value;
                        else
                            delete message.lastBlockHeight;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.lastBlockAppHash = value;
                        else
                            delete message.lastBlockAppHash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseInfo;
    })();

    abci.ResponseInitChain = (function() {

        /**
         * Properties of a ResponseInitChain.
         * @typedef {Object} abci.ResponseInitChain.$Properties
         * @property {abci.ConsensusParams.$Properties|null} [consensusParams] ResponseInitChain consensusParams
         * @property {Array.<abci.ValidatorUpdate.$Properties>|null} [validators] ResponseInitChain validators
         * @property {Uint8Array|null} [appHash] ResponseInitChain appHash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseInitChain.
         * @memberof abci
         * @interface IResponseInitChain
         * @augments abci.ResponseInitChain.$Properties
         * @deprecated Use abci.ResponseInitChain.$Properties instead.
         */

        /**
         * Shape of a ResponseInitChain.
         * @typedef {{
         *   consensusParams?: abci.ConsensusParams.$Shape|null;
         *   validators?: Array.<abci.ValidatorUpdate.$Shape>|null;
         *   appHash?: Uint8Array|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} abci.ResponseInitChain.$Shape
         */

        /**
         * Constructs a new ResponseInitChain.
         * @memberof abci
         * @classdesc Represents a ResponseInitChain.
         * @constructor
         * @param {abci.ResponseInitChain.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseInitChain = function (properties) {
            this.validators = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseInitChain consensusParams.
         * @member {abci.ConsensusParams.$Properties|null|undefined} consensusParams
         * @memberof abci.ResponseInitChain
         * @instance
         */
        ResponseInitChain.prototype.consensusParams = null;

        /**
         * ResponseInitChain validators.
         * @member {Array.<abci.ValidatorUpdate.$Properties>} validators
         * @memberof abci.ResponseInitChain
         * @instance
         */
        ResponseInitChain.prototype.validators = $util.emptyArray;

        /**
         * ResponseInitChain appHash.
         * @member {Uint8Array} appHash
         * @memberof abci.ResponseInitChain
         * @instance
         */
        ResponseInitChain.prototype.appHash = $util.newBuffer([]);

        /**
         * Encodes the specified ResponseInitChain message. Does not implicitly {@link abci.ResponseInitChain.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseInitChain
         * @static
         * @param {abci.ResponseInitChain.$Properties} message ResponseInitChain message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseInitChain.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.consensusParams != null && $Object.hasOwnProperty.call(message, "consensusParams"))
                $root.abci.ConsensusParams.encode(message.consensusParams, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.validators != null && message.validators.length)
                for (let i = 0; i < message.validators.length; ++i)
                    $root.abci.ValidatorUpdate.encode(message.validators[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.appHash != null && $Object.hasOwnProperty.call(message, "appHash") && message.appHash.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.appHash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseInitChain message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseInitChain
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseInitChain & abci.ResponseInitChain.$Shape} ResponseInitChain
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseInitChain.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseInitChain();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.consensusParams = $root.abci.ConsensusParams.decode(reader, reader.size(), $undefined, _depth + 1, message.consensusParams);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.validators && message.validators.length))
                            message.validators = [];
                        message.validators.push($root.abci.ValidatorUpdate.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.appHash = value;
                        else
                            delete message.appHash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseInitChain;
    })();

    abci.ResponseQuery = (function() {

        /**
         * Properties of a ResponseQuery.
         * @typedef {Object} abci.ResponseQuery.$Properties
         * @property {number|null} [code] ResponseQuery code
         * @property {string|null} [log] ResponseQuery log
         * @property {string|null} [info] ResponseQuery info
         * @property {number|Long|null} [index] ResponseQuery index
         * @property {Uint8Array|null} [key] ResponseQuery key
         * @property {Uint8Array|null} [value] ResponseQuery value
         * @property {abci.ProofOps.$Properties|null} [proofOps] ResponseQuery proofOps
         * @property {number|Long|null} [height] ResponseQuery height
         * @property {string|null} [codespace] ResponseQuery codespace
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseQuery.
         * @memberof abci
         * @interface IResponseQuery
         * @augments abci.ResponseQuery.$Properties
         * @deprecated Use abci.ResponseQuery.$Properties instead.
         */

        /**
         * Shape of a ResponseQuery.
         * @typedef {abci.ResponseQuery.$Properties} abci.ResponseQuery.$Shape
         */

        /**
         * Constructs a new ResponseQuery.
         * @memberof abci
         * @classdesc Represents a ResponseQuery.
         * @constructor
         * @param {abci.ResponseQuery.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseQuery = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseQuery code.
         * @member {number} code
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.code = 0;

        /**
         * ResponseQuery log.
         * @member {string} log
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.log = "";

        /**
         * ResponseQuery info.
         * @member {string} info
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.info = "";

        /**
         * ResponseQuery index.
         * @member {number|Long} index
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.index = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ResponseQuery key.
         * @member {Uint8Array} key
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.key = $util.newBuffer([]);

        /**
         * ResponseQuery value.
         * @member {Uint8Array} value
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.value = $util.newBuffer([]);

        /**
         * ResponseQuery proofOps.
         * @member {abci.ProofOps.$Properties|null|undefined} proofOps
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.proofOps = null;

        /**
         * ResponseQuery height.
         * @member {number|Long} height
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ResponseQuery codespace.
         * @member {string} codespace
         * @memberof abci.ResponseQuery
         * @instance
         */
        ResponseQuery.prototype.codespace = "";

        /**
         * Encodes the specified ResponseQuery message. Does not implicitly {@link abci.ResponseQuery.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseQuery
         * @static
         * @param {abci.ResponseQuery.$Properties} message ResponseQuery message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseQuery.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.code);
            if (message.log != null && $Object.hasOwnProperty.call(message, "log") && message.log !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.log);
            if (message.info != null && $Object.hasOwnProperty.call(message, "info") && message.info !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.info);
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && (typeof message.index === "object" ? message.index.low || message.index.high : message.index !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.index);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.key);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.value);
            if (message.proofOps != null && $Object.hasOwnProperty.call(message, "proofOps"))
                $root.abci.ProofOps.encode(message.proofOps, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 9, wireType 0 =*/72).int64(message.height);
            if (message.codespace != null && $Object.hasOwnProperty.call(message, "codespace") && message.codespace !== "")
                writer.uint32(/* id 10, wireType 2 =*/82).string(message.codespace);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseQuery message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseQuery
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseQuery & abci.ResponseQuery.$Shape} ResponseQuery
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseQuery.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseQuery();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.log = value;
                        else
                            delete message.log;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.info = value;
                        else
                            delete message.info;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.index = value;
                        else
                            delete message.index;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.proofOps = $root.abci.ProofOps.decode(reader, reader.size(), $undefined, _depth + 1, message.proofOps);
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.codespace = value;
                        else
                            delete message.codespace;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseQuery;
    })();

    abci.ResponseCheckTx = (function() {

        /**
         * Properties of a ResponseCheckTx.
         * @typedef {Object} abci.ResponseCheckTx.$Properties
         * @property {number|null} [code] ResponseCheckTx code
         * @property {Uint8Array|null} [data] ResponseCheckTx data
         * @property {string|null} [log] ResponseCheckTx log
         * @property {string|null} [info] ResponseCheckTx info
         * @property {number|Long|null} [gasWanted] ResponseCheckTx gasWanted
         * @property {number|Long|null} [gasUsed] ResponseCheckTx gasUsed
         * @property {Array.<abci.Event.$Properties>|null} [events] ResponseCheckTx events
         * @property {string|null} [codespace] ResponseCheckTx codespace
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseCheckTx.
         * @memberof abci
         * @interface IResponseCheckTx
         * @augments abci.ResponseCheckTx.$Properties
         * @deprecated Use abci.ResponseCheckTx.$Properties instead.
         */

        /**
         * Shape of a ResponseCheckTx.
         * @typedef {abci.ResponseCheckTx.$Properties} abci.ResponseCheckTx.$Shape
         */

        /**
         * Constructs a new ResponseCheckTx.
         * @memberof abci
         * @classdesc Represents a ResponseCheckTx.
         * @constructor
         * @param {abci.ResponseCheckTx.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseCheckTx = function (properties) {
            this.events = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseCheckTx code.
         * @member {number} code
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.code = 0;

        /**
         * ResponseCheckTx data.
         * @member {Uint8Array} data
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.data = $util.newBuffer([]);

        /**
         * ResponseCheckTx log.
         * @member {string} log
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.log = "";

        /**
         * ResponseCheckTx info.
         * @member {string} info
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.info = "";

        /**
         * ResponseCheckTx gasWanted.
         * @member {number|Long} gasWanted
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.gasWanted = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ResponseCheckTx gasUsed.
         * @member {number|Long} gasUsed
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.gasUsed = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ResponseCheckTx events.
         * @member {Array.<abci.Event.$Properties>} events
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.events = $util.emptyArray;

        /**
         * ResponseCheckTx codespace.
         * @member {string} codespace
         * @memberof abci.ResponseCheckTx
         * @instance
         */
        ResponseCheckTx.prototype.codespace = "";

        /**
         * Encodes the specified ResponseCheckTx message. Does not implicitly {@link abci.ResponseCheckTx.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseCheckTx
         * @static
         * @param {abci.ResponseCheckTx.$Properties} message ResponseCheckTx message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseCheckTx.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.code);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.data);
            if (message.log != null && $Object.hasOwnProperty.call(message, "log") && message.log !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.log);
            if (message.info != null && $Object.hasOwnProperty.call(message, "info") && message.info !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.info);
            if (message.gasWanted != null && $Object.hasOwnProperty.call(message, "gasWanted") && (typeof message.gasWanted === "object" ? message.gasWanted.low || message.gasWanted.high : message.gasWanted !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.gasWanted);
            if (message.gasUsed != null && $Object.hasOwnProperty.call(message, "gasUsed") && (typeof message.gasUsed === "object" ? message.gasUsed.low || message.gasUsed.high : message.gasUsed !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.gasUsed);
            if (message.events != null && message.events.length)
                for (let i = 0; i < message.events.length; ++i)
                    $root.abci.Event.encode(message.events[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.codespace != null && $Object.hasOwnProperty.call(message, "codespace") && message.codespace !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.codespace);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseCheckTx message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseCheckTx
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseCheckTx & abci.ResponseCheckTx.$Shape} ResponseCheckTx
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseCheckTx.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseCheckTx();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.log = value;
                        else
                            delete message.log;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.info = value;
                        else
                            delete message.info;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.gasWanted = value;
                        else
                            delete message.gasWanted;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.gasUsed = value;
                        else
                            delete message.gasUsed;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.events && message.events.length))
                            message.events = [];
                        message.events.push($root.abci.Event.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.codespace = value;
                        else
                            delete message.codespace;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseCheckTx;
    })();

    abci.ResponseInsertTx = (function() {

        /**
         * Properties of a ResponseInsertTx.
         * @typedef {Object} abci.ResponseInsertTx.$Properties
         * @property {number|null} [code] ResponseInsertTx code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseInsertTx.
         * @memberof abci
         * @interface IResponseInsertTx
         * @augments abci.ResponseInsertTx.$Properties
         * @deprecated Use abci.ResponseInsertTx.$Properties instead.
         */

        /**
         * Shape of a ResponseInsertTx.
         * @typedef {abci.ResponseInsertTx.$Properties} abci.ResponseInsertTx.$Shape
         */

        /**
         * Constructs a new ResponseInsertTx.
         * @memberof abci
         * @classdesc Represents a ResponseInsertTx.
         * @constructor
         * @param {abci.ResponseInsertTx.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseInsertTx = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseInsertTx code.
         * @member {number} code
         * @memberof abci.ResponseInsertTx
         * @instance
         */
        ResponseInsertTx.prototype.code = 0;

        /**
         * Encodes the specified ResponseInsertTx message. Does not implicitly {@link abci.ResponseInsertTx.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseInsertTx
         * @static
         * @param {abci.ResponseInsertTx.$Properties} message ResponseInsertTx message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseInsertTx.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseInsertTx message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseInsertTx
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseInsertTx & abci.ResponseInsertTx.$Shape} ResponseInsertTx
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseInsertTx.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseInsertTx();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseInsertTx;
    })();

    abci.ResponseReapTxs = (function() {

        /**
         * Properties of a ResponseReapTxs.
         * @typedef {Object} abci.ResponseReapTxs.$Properties
         * @property {Array.<Uint8Array>|null} [txs] ResponseReapTxs txs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseReapTxs.
         * @memberof abci
         * @interface IResponseReapTxs
         * @augments abci.ResponseReapTxs.$Properties
         * @deprecated Use abci.ResponseReapTxs.$Properties instead.
         */

        /**
         * Shape of a ResponseReapTxs.
         * @typedef {abci.ResponseReapTxs.$Properties} abci.ResponseReapTxs.$Shape
         */

        /**
         * Constructs a new ResponseReapTxs.
         * @memberof abci
         * @classdesc Represents a ResponseReapTxs.
         * @constructor
         * @param {abci.ResponseReapTxs.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseReapTxs = function (properties) {
            this.txs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseReapTxs txs.
         * @member {Array.<Uint8Array>} txs
         * @memberof abci.ResponseReapTxs
         * @instance
         */
        ResponseReapTxs.prototype.txs = $util.emptyArray;

        /**
         * Encodes the specified ResponseReapTxs message. Does not implicitly {@link abci.ResponseReapTxs.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseReapTxs
         * @static
         * @param {abci.ResponseReapTxs.$Properties} message ResponseReapTxs message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseReapTxs.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.txs != null && message.txs.length)
                for (let i = 0; i < message.txs.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.txs[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseReapTxs message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseReapTxs
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseReapTxs & abci.ResponseReapTxs.$Shape} ResponseReapTxs
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseReapTxs.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseReapTxs();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.txs && message.txs.length))
                            message.txs = [];
                        message.txs.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseReapTxs;
    })();

    abci.ResponseCommit = (function() {

        /**
         * Properties of a ResponseCommit.
         * @typedef {Object} abci.ResponseCommit.$Properties
         * @property {number|Long|null} [retainHeight] ResponseCommit retainHeight
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseCommit.
         * @memberof abci
         * @interface IResponseCommit
         * @augments abci.ResponseCommit.$Properties
         * @deprecated Use abci.ResponseCommit.$Properties instead.
         */

        /**
         * Shape of a ResponseCommit.
         * @typedef {abci.ResponseCommit.$Properties} abci.ResponseCommit.$Shape
         */

        /**
         * Constructs a new ResponseCommit.
         * @memberof abci
         * @classdesc Represents a ResponseCommit.
         * @constructor
         * @param {abci.ResponseCommit.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseCommit = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseCommit retainHeight.
         * @member {number|Long} retainHeight
         * @memberof abci.ResponseCommit
         * @instance
         */
        ResponseCommit.prototype.retainHeight = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified ResponseCommit message. Does not implicitly {@link abci.ResponseCommit.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseCommit
         * @static
         * @param {abci.ResponseCommit.$Properties} message ResponseCommit message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseCommit.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.retainHeight != null && $Object.hasOwnProperty.call(message, "retainHeight") && (typeof message.retainHeight === "object" ? message.retainHeight.low || message.retainHeight.high : message.retainHeight !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.retainHeight);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseCommit message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseCommit
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseCommit & abci.ResponseCommit.$Shape} ResponseCommit
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseCommit.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseCommit();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.retainHeight = value;
                        else
                            delete message.retainHeight;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseCommit;
    })();

    abci.ResponseListSnapshots = (function() {

        /**
         * Properties of a ResponseListSnapshots.
         * @typedef {Object} abci.ResponseListSnapshots.$Properties
         * @property {Array.<abci.Snapshot.$Properties>|null} [snapshots] ResponseListSnapshots snapshots
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseListSnapshots.
         * @memberof abci
         * @interface IResponseListSnapshots
         * @augments abci.ResponseListSnapshots.$Properties
         * @deprecated Use abci.ResponseListSnapshots.$Properties instead.
         */

        /**
         * Shape of a ResponseListSnapshots.
         * @typedef {abci.ResponseListSnapshots.$Properties} abci.ResponseListSnapshots.$Shape
         */

        /**
         * Constructs a new ResponseListSnapshots.
         * @memberof abci
         * @classdesc Represents a ResponseListSnapshots.
         * @constructor
         * @param {abci.ResponseListSnapshots.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseListSnapshots = function (properties) {
            this.snapshots = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseListSnapshots snapshots.
         * @member {Array.<abci.Snapshot.$Properties>} snapshots
         * @memberof abci.ResponseListSnapshots
         * @instance
         */
        ResponseListSnapshots.prototype.snapshots = $util.emptyArray;

        /**
         * Encodes the specified ResponseListSnapshots message. Does not implicitly {@link abci.ResponseListSnapshots.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseListSnapshots
         * @static
         * @param {abci.ResponseListSnapshots.$Properties} message ResponseListSnapshots message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseListSnapshots.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshots != null && message.snapshots.length)
                for (let i = 0; i < message.snapshots.length; ++i)
                    $root.abci.Snapshot.encode(message.snapshots[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseListSnapshots message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseListSnapshots
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseListSnapshots & abci.ResponseListSnapshots.$Shape} ResponseListSnapshots
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseListSnapshots.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseListSnapshots();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.snapshots && message.snapshots.length))
                            message.snapshots = [];
                        message.snapshots.push($root.abci.Snapshot.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseListSnapshots;
    })();

    abci.ResponseOfferSnapshot = (function() {

        /**
         * Properties of a ResponseOfferSnapshot.
         * @typedef {Object} abci.ResponseOfferSnapshot.$Properties
         * @property {abci.ResponseOfferSnapshot.Result|null} [result] ResponseOfferSnapshot result
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseOfferSnapshot.
         * @memberof abci
         * @interface IResponseOfferSnapshot
         * @augments abci.ResponseOfferSnapshot.$Properties
         * @deprecated Use abci.ResponseOfferSnapshot.$Properties instead.
         */

        /**
         * Shape of a ResponseOfferSnapshot.
         * @typedef {abci.ResponseOfferSnapshot.$Properties} abci.ResponseOfferSnapshot.$Shape
         */

        /**
         * Constructs a new ResponseOfferSnapshot.
         * @memberof abci
         * @classdesc Represents a ResponseOfferSnapshot.
         * @constructor
         * @param {abci.ResponseOfferSnapshot.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseOfferSnapshot = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseOfferSnapshot result.
         * @member {abci.ResponseOfferSnapshot.Result} result
         * @memberof abci.ResponseOfferSnapshot
         * @instance
         */
        ResponseOfferSnapshot.prototype.result = 0;

        /**
         * Encodes the specified ResponseOfferSnapshot message. Does not implicitly {@link abci.ResponseOfferSnapshot.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseOfferSnapshot
         * @static
         * @param {abci.ResponseOfferSnapshot.$Properties} message ResponseOfferSnapshot message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseOfferSnapshot.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.result != null && $Object.hasOwnProperty.call(message, "result") && message.result !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.result);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseOfferSnapshot message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseOfferSnapshot
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseOfferSnapshot & abci.ResponseOfferSnapshot.$Shape} ResponseOfferSnapshot
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseOfferSnapshot.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseOfferSnapshot();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.result = value;
                        else
                            delete message.result;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Result enum.
         * @name abci.ResponseOfferSnapshot.Result
         * @enum {number}
         * @property {number} UNKNOWN=0 UNKNOWN value
         * @property {number} ACCEPT=1 ACCEPT value
         * @property {number} ABORT=2 ABORT value
         * @property {number} REJECT=3 REJECT value
         * @property {number} REJECT_FORMAT=4 REJECT_FORMAT value
         * @property {number} REJECT_SENDER=5 REJECT_SENDER value
         */
        ResponseOfferSnapshot.Result = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "ACCEPT"] = 1;
            values[valuesById[2] = "ABORT"] = 2;
            values[valuesById[3] = "REJECT"] = 3;
            values[valuesById[4] = "REJECT_FORMAT"] = 4;
            values[valuesById[5] = "REJECT_SENDER"] = 5;
            return values;
        })();

        return ResponseOfferSnapshot;
    })();

    abci.ResponseLoadSnapshotChunk = (function() {

        /**
         * Properties of a ResponseLoadSnapshotChunk.
         * @typedef {Object} abci.ResponseLoadSnapshotChunk.$Properties
         * @property {Uint8Array|null} [chunk] ResponseLoadSnapshotChunk chunk
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseLoadSnapshotChunk.
         * @memberof abci
         * @interface IResponseLoadSnapshotChunk
         * @augments abci.ResponseLoadSnapshotChunk.$Properties
         * @deprecated Use abci.ResponseLoadSnapshotChunk.$Properties instead.
         */

        /**
         * Shape of a ResponseLoadSnapshotChunk.
         * @typedef {abci.ResponseLoadSnapshotChunk.$Properties} abci.ResponseLoadSnapshotChunk.$Shape
         */

        /**
         * Constructs a new ResponseLoadSnapshotChunk.
         * @memberof abci
         * @classdesc Represents a ResponseLoadSnapshotChunk.
         * @constructor
         * @param {abci.ResponseLoadSnapshotChunk.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseLoadSnapshotChunk = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseLoadSnapshotChunk chunk.
         * @member {Uint8Array} chunk
         * @memberof abci.ResponseLoadSnapshotChunk
         * @instance
         */
        ResponseLoadSnapshotChunk.prototype.chunk = $util.newBuffer([]);

        /**
         * Encodes the specified ResponseLoadSnapshotChunk message. Does not implicitly {@link abci.ResponseLoadSnapshotChunk.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseLoadSnapshotChunk
         * @static
         * @param {abci.ResponseLoadSnapshotChunk.$Properties} message ResponseLoadSnapshotChunk message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseLoadSnapshotChunk.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.chunk != null && $Object.hasOwnProperty.call(message, "chunk") && message.chunk.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.chunk);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseLoadSnapshotChunk message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseLoadSnapshotChunk
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseLoadSnapshotChunk & abci.ResponseLoadSnapshotChunk.$Shape} ResponseLoadSnapshotChunk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseLoadSnapshotChunk.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseLoadSnapshotChunk();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.chunk = value;
                        else
                            delete message.chunk;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseLoadSnapshotChunk;
    })();

    abci.ResponseApplySnapshotChunk = (function() {

        /**
         * Properties of a ResponseApplySnapshotChunk.
         * @typedef {Object} abci.ResponseApplySnapshotChunk.$Properties
         * @property {abci.ResponseApplySnapshotChunk.Result|null} [result] ResponseApplySnapshotChunk result
         * @property {Array.<number>|null} [refetchChunks] ResponseApplySnapshotChunk refetchChunks
         * @property {Array.<string>|null} [rejectSenders] ResponseApplySnapshotChunk rejectSenders
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseApplySnapshotChunk.
         * @memberof abci
         * @interface IResponseApplySnapshotChunk
         * @augments abci.ResponseApplySnapshotChunk.$Properties
         * @deprecated Use abci.ResponseApplySnapshotChunk.$Properties instead.
         */

        /**
         * Shape of a ResponseApplySnapshotChunk.
         * @typedef {abci.ResponseApplySnapshotChunk.$Properties} abci.ResponseApplySnapshotChunk.$Shape
         */

        /**
         * Constructs a new ResponseApplySnapshotChunk.
         * @memberof abci
         * @classdesc Represents a ResponseApplySnapshotChunk.
         * @constructor
         * @param {abci.ResponseApplySnapshotChunk.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseApplySnapshotChunk = function (properties) {
            this.refetchChunks = [];
            this.rejectSenders = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseApplySnapshotChunk result.
         * @member {abci.ResponseApplySnapshotChunk.Result} result
         * @memberof abci.ResponseApplySnapshotChunk
         * @instance
         */
        ResponseApplySnapshotChunk.prototype.result = 0;

        /**
         * ResponseApplySnapshotChunk refetchChunks.
         * @member {Array.<number>} refetchChunks
         * @memberof abci.ResponseApplySnapshotChunk
         * @instance
         */
        ResponseApplySnapshotChunk.prototype.refetchChunks = $util.emptyArray;

        /**
         * ResponseApplySnapshotChunk rejectSenders.
         * @member {Array.<string>} rejectSenders
         * @memberof abci.ResponseApplySnapshotChunk
         * @instance
         */
        ResponseApplySnapshotChunk.prototype.rejectSenders = $util.emptyArray;

        /**
         * Encodes the specified ResponseApplySnapshotChunk message. Does not implicitly {@link abci.ResponseApplySnapshotChunk.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseApplySnapshotChunk
         * @static
         * @param {abci.ResponseApplySnapshotChunk.$Properties} message ResponseApplySnapshotChunk message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseApplySnapshotChunk.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.result != null && $Object.hasOwnProperty.call(message, "result") && message.result !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.result);
            if (message.refetchChunks != null && message.refetchChunks.length)
                writer.uint32(/* id 2, wireType 2 =*/18).uint32s(message.refetchChunks);
            if (message.rejectSenders != null && message.rejectSenders.length)
                for (let i = 0; i < message.rejectSenders.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.rejectSenders[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseApplySnapshotChunk message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseApplySnapshotChunk
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseApplySnapshotChunk & abci.ResponseApplySnapshotChunk.$Shape} ResponseApplySnapshotChunk
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseApplySnapshotChunk.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseApplySnapshotChunk();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.result = value;
                        else
                            delete message.result;
                        continue;
                    }
                case 2: {
                        if (wireType === 2) {
                            if (!(message.refetchChunks && message.refetchChunks.length))
                                message.refetchChunks = [];
                            reader.uint32s(message.refetchChunks);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.refetchChunks && message.refetchChunks.length))
                            message.refetchChunks = [];
                        message.refetchChunks.push(reader.uint32());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rejectSenders && message.rejectSenders.length))
                            message.rejectSenders = [];
                        message.rejectSenders.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Result enum.
         * @name abci.ResponseApplySnapshotChunk.Result
         * @enum {number}
         * @property {number} UNKNOWN=0 UNKNOWN value
         * @property {number} ACCEPT=1 ACCEPT value
         * @property {number} ABORT=2 ABORT value
         * @property {number} RETRY=3 RETRY value
         * @property {number} RETRY_SNAPSHOT=4 RETRY_SNAPSHOT value
         * @property {number} REJECT_SNAPSHOT=5 REJECT_SNAPSHOT value
         */
        ResponseApplySnapshotChunk.Result = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "ACCEPT"] = 1;
            values[valuesById[2] = "ABORT"] = 2;
            values[valuesById[3] = "RETRY"] = 3;
            values[valuesById[4] = "RETRY_SNAPSHOT"] = 4;
            values[valuesById[5] = "REJECT_SNAPSHOT"] = 5;
            return values;
        })();

        return ResponseApplySnapshotChunk;
    })();

    abci.ResponsePrepareProposal = (function() {

        /**
         * Properties of a ResponsePrepareProposal.
         * @typedef {Object} abci.ResponsePrepareProposal.$Properties
         * @property {Array.<Uint8Array>|null} [txs] ResponsePrepareProposal txs
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponsePrepareProposal.
         * @memberof abci
         * @interface IResponsePrepareProposal
         * @augments abci.ResponsePrepareProposal.$Properties
         * @deprecated Use abci.ResponsePrepareProposal.$Properties instead.
         */

        /**
         * Shape of a ResponsePrepareProposal.
         * @typedef {abci.ResponsePrepareProposal.$Properties} abci.ResponsePrepareProposal.$Shape
         */

        /**
         * Constructs a new ResponsePrepareProposal.
         * @memberof abci
         * @classdesc Represents a ResponsePrepareProposal.
         * @constructor
         * @param {abci.ResponsePrepareProposal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponsePrepareProposal = function (properties) {
            this.txs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponsePrepareProposal txs.
         * @member {Array.<Uint8Array>} txs
         * @memberof abci.ResponsePrepareProposal
         * @instance
         */
        ResponsePrepareProposal.prototype.txs = $util.emptyArray;

        /**
         * Encodes the specified ResponsePrepareProposal message. Does not implicitly {@link abci.ResponsePrepareProposal.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponsePrepareProposal
         * @static
         * @param {abci.ResponsePrepareProposal.$Properties} message ResponsePrepareProposal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponsePrepareProposal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.txs != null && message.txs.length)
                for (let i = 0; i < message.txs.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.txs[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponsePrepareProposal message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponsePrepareProposal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponsePrepareProposal & abci.ResponsePrepareProposal.$Shape} ResponsePrepareProposal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponsePrepareProposal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponsePrepareProposal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.txs && message.txs.length))
                            message.txs = [];
                        message.txs.push(reader.bytes());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponsePrepareProposal;
    })();

    abci.ResponseProcessProposal = (function() {

        /**
         * Properties of a ResponseProcessProposal.
         * @typedef {Object} abci.ResponseProcessProposal.$Properties
         * @property {abci.ResponseProcessProposal.ProposalStatus|null} [status] ResponseProcessProposal status
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseProcessProposal.
         * @memberof abci
         * @interface IResponseProcessProposal
         * @augments abci.ResponseProcessProposal.$Properties
         * @deprecated Use abci.ResponseProcessProposal.$Properties instead.
         */

        /**
         * Shape of a ResponseProcessProposal.
         * @typedef {abci.ResponseProcessProposal.$Properties} abci.ResponseProcessProposal.$Shape
         */

        /**
         * Constructs a new ResponseProcessProposal.
         * @memberof abci
         * @classdesc Represents a ResponseProcessProposal.
         * @constructor
         * @param {abci.ResponseProcessProposal.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseProcessProposal = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseProcessProposal status.
         * @member {abci.ResponseProcessProposal.ProposalStatus} status
         * @memberof abci.ResponseProcessProposal
         * @instance
         */
        ResponseProcessProposal.prototype.status = 0;

        /**
         * Encodes the specified ResponseProcessProposal message. Does not implicitly {@link abci.ResponseProcessProposal.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseProcessProposal
         * @static
         * @param {abci.ResponseProcessProposal.$Properties} message ResponseProcessProposal message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseProcessProposal.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseProcessProposal message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseProcessProposal
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseProcessProposal & abci.ResponseProcessProposal.$Shape} ResponseProcessProposal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseProcessProposal.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseProcessProposal();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.status = value;
                        else
                            delete message.status;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * ProposalStatus enum.
         * @name abci.ResponseProcessProposal.ProposalStatus
         * @enum {number}
         * @property {number} UNKNOWN=0 UNKNOWN value
         * @property {number} ACCEPT=1 ACCEPT value
         * @property {number} REJECT=2 REJECT value
         */
        ResponseProcessProposal.ProposalStatus = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "ACCEPT"] = 1;
            values[valuesById[2] = "REJECT"] = 2;
            return values;
        })();

        return ResponseProcessProposal;
    })();

    abci.ResponseExtendVote = (function() {

        /**
         * Properties of a ResponseExtendVote.
         * @typedef {Object} abci.ResponseExtendVote.$Properties
         * @property {Uint8Array|null} [voteExtension] ResponseExtendVote voteExtension
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseExtendVote.
         * @memberof abci
         * @interface IResponseExtendVote
         * @augments abci.ResponseExtendVote.$Properties
         * @deprecated Use abci.ResponseExtendVote.$Properties instead.
         */

        /**
         * Shape of a ResponseExtendVote.
         * @typedef {abci.ResponseExtendVote.$Properties} abci.ResponseExtendVote.$Shape
         */

        /**
         * Constructs a new ResponseExtendVote.
         * @memberof abci
         * @classdesc Represents a ResponseExtendVote.
         * @constructor
         * @param {abci.ResponseExtendVote.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseExtendVote = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseExtendVote voteExtension.
         * @member {Uint8Array} voteExtension
         * @memberof abci.ResponseExtendVote
         * @instance
         */
        ResponseExtendVote.prototype.voteExtension = $util.newBuffer([]);

        /**
         * Encodes the specified ResponseExtendVote message. Does not implicitly {@link abci.ResponseExtendVote.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseExtendVote
         * @static
         * @param {abci.ResponseExtendVote.$Properties} message ResponseExtendVote message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseExtendVote.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.voteExtension != null && $Object.hasOwnProperty.call(message, "voteExtension") && message.voteExtension.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.voteExtension);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseExtendVote message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseExtendVote
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseExtendVote & abci.ResponseExtendVote.$Shape} ResponseExtendVote
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseExtendVote.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseExtendVote();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.voteExtension = value;
                        else
                            delete message.voteExtension;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseExtendVote;
    })();

    abci.ResponseVerifyVoteExtension = (function() {

        /**
         * Properties of a ResponseVerifyVoteExtension.
         * @typedef {Object} abci.ResponseVerifyVoteExtension.$Properties
         * @property {abci.ResponseVerifyVoteExtension.VerifyStatus|null} [status] ResponseVerifyVoteExtension status
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseVerifyVoteExtension.
         * @memberof abci
         * @interface IResponseVerifyVoteExtension
         * @augments abci.ResponseVerifyVoteExtension.$Properties
         * @deprecated Use abci.ResponseVerifyVoteExtension.$Properties instead.
         */

        /**
         * Shape of a ResponseVerifyVoteExtension.
         * @typedef {abci.ResponseVerifyVoteExtension.$Properties} abci.ResponseVerifyVoteExtension.$Shape
         */

        /**
         * Constructs a new ResponseVerifyVoteExtension.
         * @memberof abci
         * @classdesc Represents a ResponseVerifyVoteExtension.
         * @constructor
         * @param {abci.ResponseVerifyVoteExtension.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseVerifyVoteExtension = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseVerifyVoteExtension status.
         * @member {abci.ResponseVerifyVoteExtension.VerifyStatus} status
         * @memberof abci.ResponseVerifyVoteExtension
         * @instance
         */
        ResponseVerifyVoteExtension.prototype.status = 0;

        /**
         * Encodes the specified ResponseVerifyVoteExtension message. Does not implicitly {@link abci.ResponseVerifyVoteExtension.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseVerifyVoteExtension
         * @static
         * @param {abci.ResponseVerifyVoteExtension.$Properties} message ResponseVerifyVoteExtension message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseVerifyVoteExtension.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseVerifyVoteExtension message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseVerifyVoteExtension
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseVerifyVoteExtension & abci.ResponseVerifyVoteExtension.$Shape} ResponseVerifyVoteExtension
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseVerifyVoteExtension.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseVerifyVoteExtension();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.status = value;
                        else
                            delete message.status;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * VerifyStatus enum.
         * @name abci.ResponseVerifyVoteExtension.VerifyStatus
         * @enum {number}
         * @property {number} UNKNOWN=0 UNKNOWN value
         * @property {number} ACCEPT=1 ACCEPT value
         * @property {number} REJECT=2 REJECT value
         */
        ResponseVerifyVoteExtension.VerifyStatus = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "UNKNOWN"] = 0;
            values[valuesById[1] = "ACCEPT"] = 1;
            values[valuesById[2] = "REJECT"] = 2;
            return values;
        })();

        return ResponseVerifyVoteExtension;
    })();

    abci.ResponseFinalizeBlock = (function() {

        /**
         * Properties of a ResponseFinalizeBlock.
         * @typedef {Object} abci.ResponseFinalizeBlock.$Properties
         * @property {Array.<abci.Event.$Properties>|null} [events] ResponseFinalizeBlock events
         * @property {Array.<abci.ExecTxResult.$Properties>|null} [txResults] ResponseFinalizeBlock txResults
         * @property {Array.<abci.ValidatorUpdate.$Properties>|null} [validatorUpdates] ResponseFinalizeBlock validatorUpdates
         * @property {abci.ConsensusParams.$Properties|null} [consensusParamUpdates] ResponseFinalizeBlock consensusParamUpdates
         * @property {Uint8Array|null} [appHash] ResponseFinalizeBlock appHash
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ResponseFinalizeBlock.
         * @memberof abci
         * @interface IResponseFinalizeBlock
         * @augments abci.ResponseFinalizeBlock.$Properties
         * @deprecated Use abci.ResponseFinalizeBlock.$Properties instead.
         */

        /**
         * Shape of a ResponseFinalizeBlock.
         * @typedef {{
         *   events?: Array.<abci.Event.$Shape>|null;
         *   txResults?: Array.<abci.ExecTxResult.$Shape>|null;
         *   validatorUpdates?: Array.<abci.ValidatorUpdate.$Shape>|null;
         *   consensusParamUpdates?: abci.ConsensusParams.$Shape|null;
         *   appHash?: Uint8Array|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} abci.ResponseFinalizeBlock.$Shape
         */

        /**
         * Constructs a new ResponseFinalizeBlock.
         * @memberof abci
         * @classdesc Represents a ResponseFinalizeBlock.
         * @constructor
         * @param {abci.ResponseFinalizeBlock.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ResponseFinalizeBlock = function (properties) {
            this.events = [];
            this.txResults = [];
            this.validatorUpdates = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ResponseFinalizeBlock events.
         * @member {Array.<abci.Event.$Properties>} events
         * @memberof abci.ResponseFinalizeBlock
         * @instance
         */
        ResponseFinalizeBlock.prototype.events = $util.emptyArray;

        /**
         * ResponseFinalizeBlock txResults.
         * @member {Array.<abci.ExecTxResult.$Properties>} txResults
         * @memberof abci.ResponseFinalizeBlock
         * @instance
         */
        ResponseFinalizeBlock.prototype.txResults = $util.emptyArray;

        /**
         * ResponseFinalizeBlock validatorUpdates.
         * @member {Array.<abci.ValidatorUpdate.$Properties>} validatorUpdates
         * @memberof abci.ResponseFinalizeBlock
         * @instance
         */
        ResponseFinalizeBlock.prototype.validatorUpdates = $util.emptyArray;

        /**
         * ResponseFinalizeBlock consensusParamUpdates.
         * @member {abci.ConsensusParams.$Properties|null|undefined} consensusParamUpdates
         * @memberof abci.ResponseFinalizeBlock
         * @instance
         */
        ResponseFinalizeBlock.prototype.consensusParamUpdates = null;

        /**
         * ResponseFinalizeBlock appHash.
         * @member {Uint8Array} appHash
         * @memberof abci.ResponseFinalizeBlock
         * @instance
         */
        ResponseFinalizeBlock.prototype.appHash = $util.newBuffer([]);

        /**
         * Encodes the specified ResponseFinalizeBlock message. Does not implicitly {@link abci.ResponseFinalizeBlock.verify|verify} messages.
         * @function encode
         * @memberof abci.ResponseFinalizeBlock
         * @static
         * @param {abci.ResponseFinalizeBlock.$Properties} message ResponseFinalizeBlock message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ResponseFinalizeBlock.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.events != null && message.events.length)
                for (let i = 0; i < message.events.length; ++i)
                    $root.abci.Event.encode(message.events[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.txResults != null && message.txResults.length)
                for (let i = 0; i < message.txResults.length; ++i)
                    $root.abci.ExecTxResult.encode(message.txResults[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.validatorUpdates != null && message.validatorUpdates.length)
                for (let i = 0; i < message.validatorUpdates.length; ++i)
                    $root.abci.ValidatorUpdate.encode(message.validatorUpdates[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.consensusParamUpdates != null && $Object.hasOwnProperty.call(message, "consensusParamUpdates"))
                $root.abci.ConsensusParams.encode(message.consensusParamUpdates, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.appHash != null && $Object.hasOwnProperty.call(message, "appHash") && message.appHash.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.appHash);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ResponseFinalizeBlock message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ResponseFinalizeBlock
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ResponseFinalizeBlock & abci.ResponseFinalizeBlock.$Shape} ResponseFinalizeBlock
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ResponseFinalizeBlock.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ResponseFinalizeBlock();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.events && message.events.length))
                            message.events = [];
                        message.events.push($root.abci.Event.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.txResults && message.txResults.length))
                            message.txResults = [];
                        message.txResults.push($root.abci.ExecTxResult.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.validatorUpdates && message.validatorUpdates.length))
                            message.validatorUpdates = [];
                        message.validatorUpdates.push($root.abci.ValidatorUpdate.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.consensusParamUpdates = $root.abci.ConsensusParams.decode(reader, reader.size(), $undefined, _depth + 1, message.consensusParamUpdates);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.appHash = value;
                        else
                            delete message.appHash;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ResponseFinalizeBlock;
    })();

    abci.Timestamp = (function() {

        /**
         * Properties of a Timestamp.
         * @typedef {Object} abci.Timestamp.$Properties
         * @property {number|Long|null} [seconds] Timestamp seconds
         * @property {number|null} [nanos] Timestamp nanos
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Timestamp.
         * @memberof abci
         * @interface ITimestamp
         * @augments abci.Timestamp.$Properties
         * @deprecated Use abci.Timestamp.$Properties instead.
         */

        /**
         * Shape of a Timestamp.
         * @typedef {abci.Timestamp.$Properties} abci.Timestamp.$Shape
         */

        /**
         * Constructs a new Timestamp.
         * @memberof abci
         * @classdesc Represents a Timestamp.
         * @constructor
         * @param {abci.Timestamp.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Timestamp = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Timestamp seconds.
         * @member {number|Long} seconds
         * @memberof abci.Timestamp
         * @instance
         */
        Timestamp.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Timestamp nanos.
         * @member {number} nanos
         * @memberof abci.Timestamp
         * @instance
         */
        Timestamp.prototype.nanos = 0;

        /**
         * Encodes the specified Timestamp message. Does not implicitly {@link abci.Timestamp.verify|verify} messages.
         * @function encode
         * @memberof abci.Timestamp
         * @static
         * @param {abci.Timestamp.$Properties} message Timestamp message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Timestamp.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.seconds);
            if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.nanos);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Timestamp message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Timestamp
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Timestamp & abci.Timestamp.$Shape} Timestamp
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Timestamp.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Timestamp();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.seconds = value;
                        else
                            delete message.seconds;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.nanos = value;
                        else
                            delete message.nanos;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Timestamp;
    })();

    abci.Duration = (function() {

        /**
         * Properties of a Duration.
         * @typedef {Object} abci.Duration.$Properties
         * @property {number|Long|null} [seconds] Duration seconds
         * @property {number|null} [nanos] Duration nanos
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Duration.
         * @memberof abci
         * @interface IDuration
         * @augments abci.Duration.$Properties
         * @deprecated Use abci.Duration.$Properties instead.
         */

        /**
         * Shape of a Duration.
         * @typedef {abci.Duration.$Properties} abci.Duration.$Shape
         */

        /**
         * Constructs a new Duration.
         * @memberof abci
         * @classdesc Represents a Duration.
         * @constructor
         * @param {abci.Duration.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Duration = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Duration seconds.
         * @member {number|Long} seconds
         * @memberof abci.Duration
         * @instance
         */
        Duration.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Duration nanos.
         * @member {number} nanos
         * @memberof abci.Duration
         * @instance
         */
        Duration.prototype.nanos = 0;

        /**
         * Encodes the specified Duration message. Does not implicitly {@link abci.Duration.verify|verify} messages.
         * @function encode
         * @memberof abci.Duration
         * @static
         * @param {abci.Duration.$Properties} message Duration message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Duration.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.seconds);
            if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.nanos);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Duration message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Duration
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Duration & abci.Duration.$Shape} Duration
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Duration.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Duration();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.seconds = value;
                        else
                            delete message.seconds;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.nanos = value;
                        else
                            delete message.nanos;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Duration;
    })();

    /**
     * BlockIDFlag enum.
     * @name abci.BlockIDFlag
     * @enum {number}
     * @property {number} BLOCK_ID_FLAG_UNKNOWN=0 BLOCK_ID_FLAG_UNKNOWN value
     * @property {number} BLOCK_ID_FLAG_ABSENT=1 BLOCK_ID_FLAG_ABSENT value
     * @property {number} BLOCK_ID_FLAG_COMMIT=2 BLOCK_ID_FLAG_COMMIT value
     * @property {number} BLOCK_ID_FLAG_NIL=3 BLOCK_ID_FLAG_NIL value
     */
    abci.BlockIDFlag = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "BLOCK_ID_FLAG_UNKNOWN"] = 0;
        values[valuesById[1] = "BLOCK_ID_FLAG_ABSENT"] = 1;
        values[valuesById[2] = "BLOCK_ID_FLAG_COMMIT"] = 2;
        values[valuesById[3] = "BLOCK_ID_FLAG_NIL"] = 3;
        return values;
    })();

    abci.CommitInfo = (function() {

        /**
         * Properties of a CommitInfo.
         * @typedef {Object} abci.CommitInfo.$Properties
         * @property {number|null} [round] CommitInfo round
         * @property {Array.<abci.VoteInfo.$Properties>|null} [votes] CommitInfo votes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CommitInfo.
         * @memberof abci
         * @interface ICommitInfo
         * @augments abci.CommitInfo.$Properties
         * @deprecated Use abci.CommitInfo.$Properties instead.
         */

        /**
         * Shape of a CommitInfo.
         * @typedef {abci.CommitInfo.$Properties} abci.CommitInfo.$Shape
         */

        /**
         * Constructs a new CommitInfo.
         * @memberof abci
         * @classdesc Represents a CommitInfo.
         * @constructor
         * @param {abci.CommitInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CommitInfo = function (properties) {
            this.votes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CommitInfo round.
         * @member {number} round
         * @memberof abci.CommitInfo
         * @instance
         */
        CommitInfo.prototype.round = 0;

        /**
         * CommitInfo votes.
         * @member {Array.<abci.VoteInfo.$Properties>} votes
         * @memberof abci.CommitInfo
         * @instance
         */
        CommitInfo.prototype.votes = $util.emptyArray;

        /**
         * Encodes the specified CommitInfo message. Does not implicitly {@link abci.CommitInfo.verify|verify} messages.
         * @function encode
         * @memberof abci.CommitInfo
         * @static
         * @param {abci.CommitInfo.$Properties} message CommitInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CommitInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.round);
            if (message.votes != null && message.votes.length)
                for (let i = 0; i < message.votes.length; ++i)
                    $root.abci.VoteInfo.encode(message.votes[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CommitInfo message from the specified reader or buffer.
         * @function decode
         * @memberof abci.CommitInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.CommitInfo & abci.CommitInfo.$Shape} CommitInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CommitInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.CommitInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.votes && message.votes.length))
                            message.votes = [];
                        message.votes.push($root.abci.VoteInfo.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return CommitInfo;
    })();

    abci.ExtendedCommitInfo = (function() {

        /**
         * Properties of an ExtendedCommitInfo.
         * @typedef {Object} abci.ExtendedCommitInfo.$Properties
         * @property {number|null} [round] ExtendedCommitInfo round
         * @property {Array.<abci.ExtendedVoteInfo.$Properties>|null} [votes] ExtendedCommitInfo votes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ExtendedCommitInfo.
         * @memberof abci
         * @interface IExtendedCommitInfo
         * @augments abci.ExtendedCommitInfo.$Properties
         * @deprecated Use abci.ExtendedCommitInfo.$Properties instead.
         */

        /**
         * Shape of an ExtendedCommitInfo.
         * @typedef {abci.ExtendedCommitInfo.$Properties} abci.ExtendedCommitInfo.$Shape
         */

        /**
         * Constructs a new ExtendedCommitInfo.
         * @memberof abci
         * @classdesc Represents an ExtendedCommitInfo.
         * @constructor
         * @param {abci.ExtendedCommitInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ExtendedCommitInfo = function (properties) {
            this.votes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ExtendedCommitInfo round.
         * @member {number} round
         * @memberof abci.ExtendedCommitInfo
         * @instance
         */
        ExtendedCommitInfo.prototype.round = 0;

        /**
         * ExtendedCommitInfo votes.
         * @member {Array.<abci.ExtendedVoteInfo.$Properties>} votes
         * @memberof abci.ExtendedCommitInfo
         * @instance
         */
        ExtendedCommitInfo.prototype.votes = $util.emptyArray;

        /**
         * Encodes the specified ExtendedCommitInfo message. Does not implicitly {@link abci.ExtendedCommitInfo.verify|verify} messages.
         * @function encode
         * @memberof abci.ExtendedCommitInfo
         * @static
         * @param {abci.ExtendedCommitInfo.$Properties} message ExtendedCommitInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ExtendedCommitInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.round != null && $Object.hasOwnProperty.call(message, "round") && message.round !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.round);
            if (message.votes != null && message.votes.length)
                for (let i = 0; i < message.votes.length; ++i)
                    $root.abci.ExtendedVoteInfo.encode(message.votes[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ExtendedCommitInfo message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ExtendedCommitInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ExtendedCommitInfo & abci.ExtendedCommitInfo.$Shape} ExtendedCommitInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ExtendedCommitInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ExtendedCommitInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.round = value;
                        else
                            delete message.round;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.votes && message.votes.length))
                            message.votes = [];
                        message.votes.push($root.abci.ExtendedVoteInfo.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ExtendedCommitInfo;
    })();

    abci.Event = (function() {

        /**
         * Properties of an Event.
         * @typedef {Object} abci.Event.$Properties
         * @property {string|null} [type] Event type
         * @property {Array.<abci.EventAttribute.$Properties>|null} [attributes] Event attributes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Event.
         * @memberof abci
         * @interface IEvent
         * @augments abci.Event.$Properties
         * @deprecated Use abci.Event.$Properties instead.
         */

        /**
         * Shape of an Event.
         * @typedef {abci.Event.$Properties} abci.Event.$Shape
         */

        /**
         * Constructs a new Event.
         * @memberof abci
         * @classdesc Represents an Event.
         * @constructor
         * @param {abci.Event.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Event = function (properties) {
            this.attributes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Event type.
         * @member {string} type
         * @memberof abci.Event
         * @instance
         */
        Event.prototype.type = "";

        /**
         * Event attributes.
         * @member {Array.<abci.EventAttribute.$Properties>} attributes
         * @memberof abci.Event
         * @instance
         */
        Event.prototype.attributes = $util.emptyArray;

        /**
         * Encodes the specified Event message. Does not implicitly {@link abci.Event.verify|verify} messages.
         * @function encode
         * @memberof abci.Event
         * @static
         * @param {abci.Event.$Properties} message Event message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Event.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.type);
            if (message.attributes != null && message.attributes.length)
                for (let i = 0; i < message.attributes.length; ++i)
                    $root.abci.EventAttribute.encode(message.attributes[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Event message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Event
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Event & abci.Event.$Shape} Event
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Event.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Event();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.attributes && message.attributes.length))
                            message.attributes = [];
                        message.attributes.push($root.abci.EventAttribute.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Event;
    })();

    abci.EventAttribute = (function() {

        /**
         * Properties of an EventAttribute.
         * @typedef {Object} abci.EventAttribute.$Properties
         * @property {string|null} [key] EventAttribute key
         * @property {string|null} [value] EventAttribute value
         * @property {boolean|null} [index] EventAttribute index
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an EventAttribute.
         * @memberof abci
         * @interface IEventAttribute
         * @augments abci.EventAttribute.$Properties
         * @deprecated Use abci.EventAttribute.$Properties instead.
         */

        /**
         * Shape of an EventAttribute.
         * @typedef {abci.EventAttribute.$Properties} abci.EventAttribute.$Shape
         */

        /**
         * Constructs a new EventAttribute.
         * @memberof abci
         * @classdesc Represents an EventAttribute.
         * @constructor
         * @param {abci.EventAttribute.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const EventAttribute = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * EventAttribute key.
         * @member {string} key
         * @memberof abci.EventAttribute
         * @instance
         */
        EventAttribute.prototype.key = "";

        /**
         * EventAttribute value.
         * @member {string} value
         * @memberof abci.EventAttribute
         * @instance
         */
        EventAttribute.prototype.value = "";

        /**
         * EventAttribute index.
         * @member {boolean} index
         * @memberof abci.EventAttribute
         * @instance
         */
        EventAttribute.prototype.index = false;

        /**
         * Encodes the specified EventAttribute message. Does not implicitly {@link abci.EventAttribute.verify|verify} messages.
         * @function encode
         * @memberof abci.EventAttribute
         * @static
         * @param {abci.EventAttribute.$Properties} message EventAttribute message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        EventAttribute.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.index);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an EventAttribute message from the specified reader or buffer.
         * @function decode
         * @memberof abci.EventAttribute
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.EventAttribute & abci.EventAttribute.$Shape} EventAttribute
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        EventAttribute.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.EventAttribute();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.value = value;
                        else
                            delete message.value;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.index = value;
                        else
                            delete message.index;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return EventAttribute;
    })();

    abci.ExecTxResult = (function() {

        /**
         * Properties of an ExecTxResult.
         * @typedef {Object} abci.ExecTxResult.$Properties
         * @property {number|null} [code] ExecTxResult code
         * @property {Uint8Array|null} [data] ExecTxResult data
         * @property {string|null} [log] ExecTxResult log
         * @property {string|null} [info] ExecTxResult info
         * @property {number|Long|null} [gasWanted] ExecTxResult gasWanted
         * @property {number|Long|null} [gasUsed] ExecTxResult gasUsed
         * @property {Array.<abci.Event.$Properties>|null} [events] ExecTxResult events
         * @property {string|null} [codespace] ExecTxResult codespace
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ExecTxResult.
         * @memberof abci
         * @interface IExecTxResult
         * @augments abci.ExecTxResult.$Properties
         * @deprecated Use abci.ExecTxResult.$Properties instead.
         */

        /**
         * Shape of an ExecTxResult.
         * @typedef {abci.ExecTxResult.$Properties} abci.ExecTxResult.$Shape
         */

        /**
         * Constructs a new ExecTxResult.
         * @memberof abci
         * @classdesc Represents an ExecTxResult.
         * @constructor
         * @param {abci.ExecTxResult.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ExecTxResult = function (properties) {
            this.events = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ExecTxResult code.
         * @member {number} code
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.code = 0;

        /**
         * ExecTxResult data.
         * @member {Uint8Array} data
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.data = $util.newBuffer([]);

        /**
         * ExecTxResult log.
         * @member {string} log
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.log = "";

        /**
         * ExecTxResult info.
         * @member {string} info
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.info = "";

        /**
         * ExecTxResult gasWanted.
         * @member {number|Long} gasWanted
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.gasWanted = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ExecTxResult gasUsed.
         * @member {number|Long} gasUsed
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.gasUsed = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * ExecTxResult events.
         * @member {Array.<abci.Event.$Properties>} events
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.events = $util.emptyArray;

        /**
         * ExecTxResult codespace.
         * @member {string} codespace
         * @memberof abci.ExecTxResult
         * @instance
         */
        ExecTxResult.prototype.codespace = "";

        /**
         * Encodes the specified ExecTxResult message. Does not implicitly {@link abci.ExecTxResult.verify|verify} messages.
         * @function encode
         * @memberof abci.ExecTxResult
         * @static
         * @param {abci.ExecTxResult.$Properties} message ExecTxResult message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ExecTxResult.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.code);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.data);
            if (message.log != null && $Object.hasOwnProperty.call(message, "log") && message.log !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.log);
            if (message.info != null && $Object.hasOwnProperty.call(message, "info") && message.info !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.info);
            if (message.gasWanted != null && $Object.hasOwnProperty.call(message, "gasWanted") && (typeof message.gasWanted === "object" ? message.gasWanted.low || message.gasWanted.high : message.gasWanted !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.gasWanted);
            if (message.gasUsed != null && $Object.hasOwnProperty.call(message, "gasUsed") && (typeof message.gasUsed === "object" ? message.gasUsed.low || message.gasUsed.high : message.gasUsed !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).int64(message.gasUsed);
            if (message.events != null && message.events.length)
                for (let i = 0; i < message.events.length; ++i)
                    $root.abci.Event.encode(message.events[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.codespace != null && $Object.hasOwnProperty.call(message, "codespace") && message.codespace !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.codespace);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ExecTxResult message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ExecTxResult
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ExecTxResult & abci.ExecTxResult.$Shape} ExecTxResult
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ExecTxResult.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ExecTxResult();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.log = value;
                        else
                            delete message.log;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.info = value;
                        else
                            delete message.info;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.gasWanted = value;
                        else
                            delete message.gasWanted;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.gasUsed = value;
                        else
                            delete message.gasUsed;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.events && message.events.length))
                            message.events = [];
                        message.events.push($root.abci.Event.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.codespace = value;
                        else
                            delete message.codespace;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ExecTxResult;
    })();

    abci.Validator = (function() {

        /**
         * Properties of a Validator.
         * @typedef {Object} abci.Validator.$Properties
         * @property {Uint8Array|null} [address] Validator address
         * @property {number|Long|null} [power] Validator power
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Validator.
         * @memberof abci
         * @interface IValidator
         * @augments abci.Validator.$Properties
         * @deprecated Use abci.Validator.$Properties instead.
         */

        /**
         * Shape of a Validator.
         * @typedef {abci.Validator.$Properties} abci.Validator.$Shape
         */

        /**
         * Constructs a new Validator.
         * @memberof abci
         * @classdesc Represents a Validator.
         * @constructor
         * @param {abci.Validator.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Validator = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Validator address.
         * @member {Uint8Array} address
         * @memberof abci.Validator
         * @instance
         */
        Validator.prototype.address = $util.newBuffer([]);

        /**
         * Validator power.
         * @member {number|Long} power
         * @memberof abci.Validator
         * @instance
         */
        Validator.prototype.power = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified Validator message. Does not implicitly {@link abci.Validator.verify|verify} messages.
         * @function encode
         * @memberof abci.Validator
         * @static
         * @param {abci.Validator.$Properties} message Validator message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Validator.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.address);
            if (message.power != null && $Object.hasOwnProperty.call(message, "power") && (typeof message.power === "object" ? message.power.low || message.power.high : message.power !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.power);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Validator message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Validator
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Validator & abci.Validator.$Shape} Validator
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Validator.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Validator();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.power = value;
                        else
                            delete message.power;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Validator;
    })();

    abci.ValidatorUpdate = (function() {

        /**
         * Properties of a ValidatorUpdate.
         * @typedef {Object} abci.ValidatorUpdate.$Properties
         * @property {abci.PublicKey.$Properties|null} [pubKey] ValidatorUpdate pubKey
         * @property {number|Long|null} [power] ValidatorUpdate power
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ValidatorUpdate.
         * @memberof abci
         * @interface IValidatorUpdate
         * @augments abci.ValidatorUpdate.$Properties
         * @deprecated Use abci.ValidatorUpdate.$Properties instead.
         */

        /**
         * Shape of a ValidatorUpdate.
         * @typedef {{
         *   pubKey?: abci.PublicKey.$Shape|null;
         *   power?: number|Long|null;
         *   $unknowns?: Array.<Uint8Array>;
         * }} abci.ValidatorUpdate.$Shape
         */

        /**
         * Constructs a new ValidatorUpdate.
         * @memberof abci
         * @classdesc Represents a ValidatorUpdate.
         * @constructor
         * @param {abci.ValidatorUpdate.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ValidatorUpdate = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ValidatorUpdate pubKey.
         * @member {abci.PublicKey.$Properties|null|undefined} pubKey
         * @memberof abci.ValidatorUpdate
         * @instance
         */
        ValidatorUpdate.prototype.pubKey = null;

        /**
         * ValidatorUpdate power.
         * @member {number|Long} power
         * @memberof abci.ValidatorUpdate
         * @instance
         */
        ValidatorUpdate.prototype.power = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified ValidatorUpdate message. Does not implicitly {@link abci.ValidatorUpdate.verify|verify} messages.
         * @function encode
         * @memberof abci.ValidatorUpdate
         * @static
         * @param {abci.ValidatorUpdate.$Properties} message ValidatorUpdate message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ValidatorUpdate.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pubKey != null && $Object.hasOwnProperty.call(message, "pubKey"))
                $root.abci.PublicKey.encode(message.pubKey, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.power != null && $Object.hasOwnProperty.call(message, "power") && (typeof message.power === "object" ? message.power.low || message.power.high : message.power !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.power);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ValidatorUpdate message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ValidatorUpdate
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ValidatorUpdate & abci.ValidatorUpdate.$Shape} ValidatorUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ValidatorUpdate.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ValidatorUpdate();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.pubKey = $root.abci.PublicKey.decode(reader, reader.size(), $undefined, _depth + 1, message.pubKey);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.power = value;
                        else
                            delete message.power;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ValidatorUpdate;
    })();

    abci.VoteInfo = (function() {

        /**
         * Properties of a VoteInfo.
         * @typedef {Object} abci.VoteInfo.$Properties
         * @property {abci.Validator.$Properties|null} [validator] VoteInfo validator
         * @property {abci.BlockIDFlag|null} [blockIdFlag] VoteInfo blockIdFlag
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a VoteInfo.
         * @memberof abci
         * @interface IVoteInfo
         * @augments abci.VoteInfo.$Properties
         * @deprecated Use abci.VoteInfo.$Properties instead.
         */

        /**
         * Shape of a VoteInfo.
         * @typedef {abci.VoteInfo.$Properties} abci.VoteInfo.$Shape
         */

        /**
         * Constructs a new VoteInfo.
         * @memberof abci
         * @classdesc Represents a VoteInfo.
         * @constructor
         * @param {abci.VoteInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const VoteInfo = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * VoteInfo validator.
         * @member {abci.Validator.$Properties|null|undefined} validator
         * @memberof abci.VoteInfo
         * @instance
         */
        VoteInfo.prototype.validator = null;

        /**
         * VoteInfo blockIdFlag.
         * @member {abci.BlockIDFlag} blockIdFlag
         * @memberof abci.VoteInfo
         * @instance
         */
        VoteInfo.prototype.blockIdFlag = 0;

        /**
         * Encodes the specified VoteInfo message. Does not implicitly {@link abci.VoteInfo.verify|verify} messages.
         * @function encode
         * @memberof abci.VoteInfo
         * @static
         * @param {abci.VoteInfo.$Properties} message VoteInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        VoteInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.validator != null && $Object.hasOwnProperty.call(message, "validator"))
                $root.abci.Validator.encode(message.validator, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.blockIdFlag != null && $Object.hasOwnProperty.call(message, "blockIdFlag") && message.blockIdFlag !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.blockIdFlag);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a VoteInfo message from the specified reader or buffer.
         * @function decode
         * @memberof abci.VoteInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.VoteInfo & abci.VoteInfo.$Shape} VoteInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        VoteInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.VoteInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.validator = $root.abci.Validator.decode(reader, reader.size(), $undefined, _depth + 1, message.validator);
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.blockIdFlag = value;
                        else
                            delete message.blockIdFlag;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VoteInfo;
    })();

    abci.ExtendedVoteInfo = (function() {

        /**
         * Properties of an ExtendedVoteInfo.
         * @typedef {Object} abci.ExtendedVoteInfo.$Properties
         * @property {abci.Validator.$Properties|null} [validator] ExtendedVoteInfo validator
         * @property {Uint8Array|null} [voteExtension] ExtendedVoteInfo voteExtension
         * @property {Uint8Array|null} [extensionSignature] ExtendedVoteInfo extensionSignature
         * @property {abci.BlockIDFlag|null} [blockIdFlag] ExtendedVoteInfo blockIdFlag
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ExtendedVoteInfo.
         * @memberof abci
         * @interface IExtendedVoteInfo
         * @augments abci.ExtendedVoteInfo.$Properties
         * @deprecated Use abci.ExtendedVoteInfo.$Properties instead.
         */

        /**
         * Shape of an ExtendedVoteInfo.
         * @typedef {abci.ExtendedVoteInfo.$Properties} abci.ExtendedVoteInfo.$Shape
         */

        /**
         * Constructs a new ExtendedVoteInfo.
         * @memberof abci
         * @classdesc Represents an ExtendedVoteInfo.
         * @constructor
         * @param {abci.ExtendedVoteInfo.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ExtendedVoteInfo = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ExtendedVoteInfo validator.
         * @member {abci.Validator.$Properties|null|undefined} validator
         * @memberof abci.ExtendedVoteInfo
         * @instance
         */
        ExtendedVoteInfo.prototype.validator = null;

        /**
         * ExtendedVoteInfo voteExtension.
         * @member {Uint8Array} voteExtension
         * @memberof abci.ExtendedVoteInfo
         * @instance
         */
        ExtendedVoteInfo.prototype.voteExtension = $util.newBuffer([]);

        /**
         * ExtendedVoteInfo extensionSignature.
         * @member {Uint8Array} extensionSignature
         * @memberof abci.ExtendedVoteInfo
         * @instance
         */
        ExtendedVoteInfo.prototype.extensionSignature = $util.newBuffer([]);

        /**
         * ExtendedVoteInfo blockIdFlag.
         * @member {abci.BlockIDFlag} blockIdFlag
         * @memberof abci.ExtendedVoteInfo
         * @instance
         */
        ExtendedVoteInfo.prototype.blockIdFlag = 0;

        /**
         * Encodes the specified ExtendedVoteInfo message. Does not implicitly {@link abci.ExtendedVoteInfo.verify|verify} messages.
         * @function encode
         * @memberof abci.ExtendedVoteInfo
         * @static
         * @param {abci.ExtendedVoteInfo.$Properties} message ExtendedVoteInfo message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ExtendedVoteInfo.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.validator != null && $Object.hasOwnProperty.call(message, "validator"))
                $root.abci.Validator.encode(message.validator, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.voteExtension != null && $Object.hasOwnProperty.call(message, "voteExtension") && message.voteExtension.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.voteExtension);
            if (message.extensionSignature != null && $Object.hasOwnProperty.call(message, "extensionSignature") && message.extensionSignature.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.extensionSignature);
            if (message.blockIdFlag != null && $Object.hasOwnProperty.call(message, "blockIdFlag") && message.blockIdFlag !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).int32(message.blockIdFlag);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ExtendedVoteInfo message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ExtendedVoteInfo
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ExtendedVoteInfo & abci.ExtendedVoteInfo.$Shape} ExtendedVoteInfo
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ExtendedVoteInfo.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ExtendedVoteInfo();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.validator = $root.abci.Validator.decode(reader, reader.size(), $undefined, _depth + 1, message.validator);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.voteExtension = value;
                        else
                            delete message.voteExtension;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.extensionSignature = value;
                        else
                            delete message.extensionSignature;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.blockIdFlag = value;
                        else
                            delete message.blockIdFlag;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ExtendedVoteInfo;
    })();

    /**
     * MisbehaviorType enum.
     * @name abci.MisbehaviorType
     * @enum {number}
     * @property {number} MISBEHAVIOR_UNKNOWN=0 MISBEHAVIOR_UNKNOWN value
     * @property {number} DUPLICATE_VOTE=1 DUPLICATE_VOTE value
     * @property {number} LIGHT_CLIENT_ATTACK=2 LIGHT_CLIENT_ATTACK value
     */
    abci.MisbehaviorType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "MISBEHAVIOR_UNKNOWN"] = 0;
        values[valuesById[1] = "DUPLICATE_VOTE"] = 1;
        values[valuesById[2] = "LIGHT_CLIENT_ATTACK"] = 2;
        return values;
    })();

    abci.Misbehavior = (function() {

        /**
         * Properties of a Misbehavior.
         * @typedef {Object} abci.Misbehavior.$Properties
         * @property {abci.MisbehaviorType|null} [type] Misbehavior type
         * @property {abci.Validator.$Properties|null} [validator] Misbehavior validator
         * @property {number|Long|null} [height] Misbehavior height
         * @property {abci.Timestamp.$Properties|null} [time] Misbehavior time
         * @property {number|Long|null} [totalVotingPower] Misbehavior totalVotingPower
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Misbehavior.
         * @memberof abci
         * @interface IMisbehavior
         * @augments abci.Misbehavior.$Properties
         * @deprecated Use abci.Misbehavior.$Properties instead.
         */

        /**
         * Shape of a Misbehavior.
         * @typedef {abci.Misbehavior.$Properties} abci.Misbehavior.$Shape
         */

        /**
         * Constructs a new Misbehavior.
         * @memberof abci
         * @classdesc Represents a Misbehavior.
         * @constructor
         * @param {abci.Misbehavior.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Misbehavior = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Misbehavior type.
         * @member {abci.MisbehaviorType} type
         * @memberof abci.Misbehavior
         * @instance
         */
        Misbehavior.prototype.type = 0;

        /**
         * Misbehavior validator.
         * @member {abci.Validator.$Properties|null|undefined} validator
         * @memberof abci.Misbehavior
         * @instance
         */
        Misbehavior.prototype.validator = null;

        /**
         * Misbehavior height.
         * @member {number|Long} height
         * @memberof abci.Misbehavior
         * @instance
         */
        Misbehavior.prototype.height = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Misbehavior time.
         * @member {abci.Timestamp.$Properties|null|undefined} time
         * @memberof abci.Misbehavior
         * @instance
         */
        Misbehavior.prototype.time = null;

        /**
         * Misbehavior totalVotingPower.
         * @member {number|Long} totalVotingPower
         * @memberof abci.Misbehavior
         * @instance
         */
        Misbehavior.prototype.totalVotingPower = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified Misbehavior message. Does not implicitly {@link abci.Misbehavior.verify|verify} messages.
         * @function encode
         * @memberof abci.Misbehavior
         * @static
         * @param {abci.Misbehavior.$Properties} message Misbehavior message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Misbehavior.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
            if (message.validator != null && $Object.hasOwnProperty.call(message, "validator"))
                $root.abci.Validator.encode(message.validator, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.height);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.abci.Timestamp.encode(message.time, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.totalVotingPower != null && $Object.hasOwnProperty.call(message, "totalVotingPower") && (typeof message.totalVotingPower === "object" ? message.totalVotingPower.low || message.totalVotingPower.high : message.totalVotingPower !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.totalVotingPower);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Misbehavior message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Misbehavior
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Misbehavior & abci.Misbehavior.$Shape} Misbehavior
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Misbehavior.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Misbehavior();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.validator = $root.abci.Validator.decode(reader, reader.size(), $undefined, _depth + 1, message.validator);
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.time = $root.abci.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.totalVotingPower = value;
                        else
                            delete message.totalVotingPower;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Misbehavior;
    })();

    abci.Snapshot = (function() {

        /**
         * Properties of a Snapshot.
         * @typedef {Object} abci.Snapshot.$Properties
         * @property {number|Long|null} [height] Snapshot height
         * @property {number|null} [format] Snapshot format
         * @property {number|null} [chunks] Snapshot chunks
         * @property {Uint8Array|null} [hash] Snapshot hash
         * @property {Uint8Array|null} [metadata] Snapshot metadata
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Snapshot.
         * @memberof abci
         * @interface ISnapshot
         * @augments abci.Snapshot.$Properties
         * @deprecated Use abci.Snapshot.$Properties instead.
         */

        /**
         * Shape of a Snapshot.
         * @typedef {abci.Snapshot.$Properties} abci.Snapshot.$Shape
         */

        /**
         * Constructs a new Snapshot.
         * @memberof abci
         * @classdesc Represents a Snapshot.
         * @constructor
         * @param {abci.Snapshot.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Snapshot = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Snapshot height.
         * @member {number|Long} height
         * @memberof abci.Snapshot
         * @instance
         */
        Snapshot.prototype.height = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Snapshot format.
         * @member {number} format
         * @memberof abci.Snapshot
         * @instance
         */
        Snapshot.prototype.format = 0;

        /**
         * Snapshot chunks.
         * @member {number} chunks
         * @memberof abci.Snapshot
         * @instance
         */
        Snapshot.prototype.chunks = 0;

        /**
         * Snapshot hash.
         * @member {Uint8Array} hash
         * @memberof abci.Snapshot
         * @instance
         */
        Snapshot.prototype.hash = $util.newBuffer([]);

        /**
         * Snapshot metadata.
         * @member {Uint8Array} metadata
         * @memberof abci.Snapshot
         * @instance
         */
        Snapshot.prototype.metadata = $util.newBuffer([]);

        /**
         * Encodes the specified Snapshot message. Does not implicitly {@link abci.Snapshot.verify|verify} messages.
         * @function encode
         * @memberof abci.Snapshot
         * @static
         * @param {abci.Snapshot.$Properties} message Snapshot message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Snapshot.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.height != null && $Object.hasOwnProperty.call(message, "height") && (typeof message.height === "object" ? message.height.low || message.height.high : message.height !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.height);
            if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.format);
            if (message.chunks != null && $Object.hasOwnProperty.call(message, "chunks") && message.chunks !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.chunks);
            if (message.hash != null && $Object.hasOwnProperty.call(message, "hash") && message.hash.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.hash);
            if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata") && message.metadata.length)
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.metadata);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Snapshot message from the specified reader or buffer.
         * @function decode
         * @memberof abci.Snapshot
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.Snapshot & abci.Snapshot.$Shape} Snapshot
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Snapshot.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.Snapshot();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.height = value;
                        else
                            delete message.height;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.format = value;
                        else
                            delete message.format;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.chunks = value;
                        else
                            delete message.chunks;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.hash = value;
                        else
                            delete message.hash;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.metadata = value;
                        else
                            delete message.metadata;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return Snapshot;
    })();

    abci.PublicKey = (function() {

        /**
         * Properties of a PublicKey.
         * @typedef {Object} abci.PublicKey.$Properties
         * @property {Uint8Array|null} [ed25519] PublicKey ed25519
         * @property {Uint8Array|null} [secp256k1] PublicKey secp256k1
         * @property {Uint8Array|null} [bls12381] PublicKey bls12381
         * @property {Uint8Array|null} [mldsa65] PublicKey mldsa65
         * @property {Uint8Array|null} [secp256k1eth] PublicKey secp256k1eth
         * @property {"ed25519"|"secp256k1"|"bls12381"|"mldsa65"|"secp256k1eth"} [sum] PublicKey sum
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a PublicKey.
         * @memberof abci
         * @interface IPublicKey
         * @augments abci.PublicKey.$Properties
         * @deprecated Use abci.PublicKey.$Properties instead.
         */

        /**
         * Narrowed shape of a PublicKey.
         * @typedef {{
         *   ed25519?: Uint8Array|null;
         *   secp256k1?: Uint8Array|null;
         *   bls12381?: Uint8Array|null;
         *   mldsa65?: Uint8Array|null;
         *   secp256k1eth?: Uint8Array|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ sum?: undefined; ed25519?: null; secp256k1?: null; bls12381?: null; mldsa65?: null; secp256k1eth?: null }|{ sum?: "ed25519"; ed25519: Uint8Array; secp256k1?: null; bls12381?: null; mldsa65?: null; secp256k1eth?: null }|{ sum?: "secp256k1"; ed25519?: null; secp256k1: Uint8Array; bls12381?: null; mldsa65?: null; secp256k1eth?: null }|{ sum?: "bls12381"; ed25519?: null; secp256k1?: null; bls12381: Uint8Array; mldsa65?: null; secp256k1eth?: null }|{ sum?: "mldsa65"; ed25519?: null; secp256k1?: null; bls12381?: null; mldsa65: Uint8Array; secp256k1eth?: null }|{ sum?: "secp256k1eth"; ed25519?: null; secp256k1?: null; bls12381?: null; mldsa65?: null; secp256k1eth: Uint8Array })
         * )} abci.PublicKey.$Shape
         */

        /**
         * Constructs a new PublicKey.
         * @memberof abci
         * @classdesc Represents a PublicKey.
         * @constructor
         * @param {abci.PublicKey.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const PublicKey = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * PublicKey ed25519.
         * @member {Uint8Array|null|undefined} ed25519
         * @memberof abci.PublicKey
         * @instance
         */
        PublicKey.prototype.ed25519 = null;

        /**
         * PublicKey secp256k1.
         * @member {Uint8Array|null|undefined} secp256k1
         * @memberof abci.PublicKey
         * @instance
         */
        PublicKey.prototype.secp256k1 = null;

        /**
         * PublicKey bls12381.
         * @member {Uint8Array|null|undefined} bls12381
         * @memberof abci.PublicKey
         * @instance
         */
        PublicKey.prototype.bls12381 = null;

        /**
         * PublicKey mldsa65.
         * @member {Uint8Array|null|undefined} mldsa65
         * @memberof abci.PublicKey
         * @instance
         */
        PublicKey.prototype.mldsa65 = null;

        /**
         * PublicKey secp256k1eth.
         * @member {Uint8Array|null|undefined} secp256k1eth
         * @memberof abci.PublicKey
         * @instance
         */
        PublicKey.prototype.secp256k1eth = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * PublicKey sum.
         * @member {"ed25519"|"secp256k1"|"bls12381"|"mldsa65"|"secp256k1eth"|undefined} sum
         * @memberof abci.PublicKey
         * @instance
         */
        $Object.defineProperty(PublicKey.prototype, "sum", {
            get: $util.oneOfGetter($oneOfFields = ["ed25519", "secp256k1", "bls12381", "mldsa65", "secp256k1eth"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified PublicKey message. Does not implicitly {@link abci.PublicKey.verify|verify} messages.
         * @function encode
         * @memberof abci.PublicKey
         * @static
         * @param {abci.PublicKey.$Properties} message PublicKey message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        PublicKey.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ed25519 != null && $Object.hasOwnProperty.call(message, "ed25519"))
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.ed25519);
            if (message.secp256k1 != null && $Object.hasOwnProperty.call(message, "secp256k1"))
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.secp256k1);
            if (message.bls12381 != null && $Object.hasOwnProperty.call(message, "bls12381"))
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.bls12381);
            if (message.mldsa65 != null && $Object.hasOwnProperty.call(message, "mldsa65"))
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.mldsa65);
            if (message.secp256k1eth != null && $Object.hasOwnProperty.call(message, "secp256k1eth"))
                writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.secp256k1eth);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a PublicKey message from the specified reader or buffer.
         * @function decode
         * @memberof abci.PublicKey
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.PublicKey & abci.PublicKey.$Shape} PublicKey
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        PublicKey.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.PublicKey();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.ed25519 = reader.bytes();
                        message.sum = "ed25519";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.secp256k1 = reader.bytes();
                        message.sum = "secp256k1";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.bls12381 = reader.bytes();
                        message.sum = "bls12381";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.mldsa65 = reader.bytes();
                        message.sum = "mldsa65";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.secp256k1eth = reader.bytes();
                        message.sum = "secp256k1eth";
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return PublicKey;
    })();

    abci.ProofOp = (function() {

        /**
         * Properties of a ProofOp.
         * @typedef {Object} abci.ProofOp.$Properties
         * @property {string|null} [type] ProofOp type
         * @property {Uint8Array|null} [key] ProofOp key
         * @property {Uint8Array|null} [data] ProofOp data
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProofOp.
         * @memberof abci
         * @interface IProofOp
         * @augments abci.ProofOp.$Properties
         * @deprecated Use abci.ProofOp.$Properties instead.
         */

        /**
         * Shape of a ProofOp.
         * @typedef {abci.ProofOp.$Properties} abci.ProofOp.$Shape
         */

        /**
         * Constructs a new ProofOp.
         * @memberof abci
         * @classdesc Represents a ProofOp.
         * @constructor
         * @param {abci.ProofOp.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProofOp = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProofOp type.
         * @member {string} type
         * @memberof abci.ProofOp
         * @instance
         */
        ProofOp.prototype.type = "";

        /**
         * ProofOp key.
         * @member {Uint8Array} key
         * @memberof abci.ProofOp
         * @instance
         */
        ProofOp.prototype.key = $util.newBuffer([]);

        /**
         * ProofOp data.
         * @member {Uint8Array} data
         * @memberof abci.ProofOp
         * @instance
         */
        ProofOp.prototype.data = $util.newBuffer([]);

        /**
         * Encodes the specified ProofOp message. Does not implicitly {@link abci.ProofOp.verify|verify} messages.
         * @function encode
         * @memberof abci.ProofOp
         * @static
         * @param {abci.ProofOp.$Properties} message ProofOp message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProofOp.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.type);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.key);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.data);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProofOp message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ProofOp
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ProofOp & abci.ProofOp.$Shape} ProofOp
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProofOp.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ProofOp();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ProofOp;
    })();

    abci.ProofOps = (function() {

        /**
         * Properties of a ProofOps.
         * @typedef {Object} abci.ProofOps.$Properties
         * @property {Array.<abci.ProofOp.$Properties>|null} [ops] ProofOps ops
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProofOps.
         * @memberof abci
         * @interface IProofOps
         * @augments abci.ProofOps.$Properties
         * @deprecated Use abci.ProofOps.$Properties instead.
         */

        /**
         * Shape of a ProofOps.
         * @typedef {abci.ProofOps.$Properties} abci.ProofOps.$Shape
         */

        /**
         * Constructs a new ProofOps.
         * @memberof abci
         * @classdesc Represents a ProofOps.
         * @constructor
         * @param {abci.ProofOps.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProofOps = function (properties) {
            this.ops = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProofOps ops.
         * @member {Array.<abci.ProofOp.$Properties>} ops
         * @memberof abci.ProofOps
         * @instance
         */
        ProofOps.prototype.ops = $util.emptyArray;

        /**
         * Encodes the specified ProofOps message. Does not implicitly {@link abci.ProofOps.verify|verify} messages.
         * @function encode
         * @memberof abci.ProofOps
         * @static
         * @param {abci.ProofOps.$Properties} message ProofOps message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProofOps.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ops != null && message.ops.length)
                for (let i = 0; i < message.ops.length; ++i)
                    $root.abci.ProofOp.encode(message.ops[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProofOps message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ProofOps
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ProofOps & abci.ProofOps.$Shape} ProofOps
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProofOps.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ProofOps();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.ops && message.ops.length))
                            message.ops = [];
                        message.ops.push($root.abci.ProofOp.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ProofOps;
    })();

    abci.ConsensusParams = (function() {

        /**
         * Properties of a ConsensusParams.
         * @typedef {Object} abci.ConsensusParams.$Properties
         * @property {abci.BlockParams.$Properties|null} [block] ConsensusParams block
         * @property {abci.EvidenceParams.$Properties|null} [evidence] ConsensusParams evidence
         * @property {abci.ValidatorParams.$Properties|null} [validator] ConsensusParams validator
         * @property {abci.VersionParams.$Properties|null} [version] ConsensusParams version
         * @property {abci.ABCIParams.$Properties|null} [abci] ConsensusParams abci
         * @property {abci.AuthorityParams.$Properties|null} [authority] ConsensusParams authority
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ConsensusParams.
         * @memberof abci
         * @interface IConsensusParams
         * @augments abci.ConsensusParams.$Properties
         * @deprecated Use abci.ConsensusParams.$Properties instead.
         */

        /**
         * Shape of a ConsensusParams.
         * @typedef {abci.ConsensusParams.$Properties} abci.ConsensusParams.$Shape
         */

        /**
         * Constructs a new ConsensusParams.
         * @memberof abci
         * @classdesc Represents a ConsensusParams.
         * @constructor
         * @param {abci.ConsensusParams.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ConsensusParams = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ConsensusParams block.
         * @member {abci.BlockParams.$Properties|null|undefined} block
         * @memberof abci.ConsensusParams
         * @instance
         */
        ConsensusParams.prototype.block = null;

        /**
         * ConsensusParams evidence.
         * @member {abci.EvidenceParams.$Properties|null|undefined} evidence
         * @memberof abci.ConsensusParams
         * @instance
         */
        ConsensusParams.prototype.evidence = null;

        /**
         * ConsensusParams validator.
         * @member {abci.ValidatorParams.$Properties|null|undefined} validator
         * @memberof abci.ConsensusParams
         * @instance
         */
        ConsensusParams.prototype.validator = null;

        /**
         * ConsensusParams version.
         * @member {abci.VersionParams.$Properties|null|undefined} version
         * @memberof abci.ConsensusParams
         * @instance
         */
        ConsensusParams.prototype.version = null;

        /**
         * ConsensusParams abci.
         * @member {abci.ABCIParams.$Properties|null|undefined} abci
         * @memberof abci.ConsensusParams
         * @instance
         */
        ConsensusParams.prototype.abci = null;

        /**
         * ConsensusParams authority.
         * @member {abci.AuthorityParams.$Properties|null|undefined} authority
         * @memberof abci.ConsensusParams
         * @instance
         */
        ConsensusParams.prototype.authority = null;

        /**
         * Encodes the specified ConsensusParams message. Does not implicitly {@link abci.ConsensusParams.verify|verify} messages.
         * @function encode
         * @memberof abci.ConsensusParams
         * @static
         * @param {abci.ConsensusParams.$Properties} message ConsensusParams message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ConsensusParams.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.block != null && $Object.hasOwnProperty.call(message, "block"))
                $root.abci.BlockParams.encode(message.block, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.evidence != null && $Object.hasOwnProperty.call(message, "evidence"))
                $root.abci.EvidenceParams.encode(message.evidence, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.validator != null && $Object.hasOwnProperty.call(message, "validator"))
                $root.abci.ValidatorParams.encode(message.validator, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                $root.abci.VersionParams.encode(message.version, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.abci != null && $Object.hasOwnProperty.call(message, "abci"))
                $root.abci.ABCIParams.encode(message.abci, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.authority != null && $Object.hasOwnProperty.call(message, "authority"))
                $root.abci.AuthorityParams.encode(message.authority, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ConsensusParams message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ConsensusParams
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ConsensusParams & abci.ConsensusParams.$Shape} ConsensusParams
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ConsensusParams.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ConsensusParams();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        message.block = $root.abci.BlockParams.decode(reader, reader.size(), $undefined, _depth + 1, message.block);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.evidence = $root.abci.EvidenceParams.decode(reader, reader.size(), $undefined, _depth + 1, message.evidence);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.validator = $root.abci.ValidatorParams.decode(reader, reader.size(), $undefined, _depth + 1, message.validator);
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.version = $root.abci.VersionParams.decode(reader, reader.size(), $undefined, _depth + 1, message.version);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.abci = $root.abci.ABCIParams.decode(reader, reader.size(), $undefined, _depth + 1, message.abci);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.authority = $root.abci.AuthorityParams.decode(reader, reader.size(), $undefined, _depth + 1, message.authority);
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ConsensusParams;
    })();

    abci.BlockParams = (function() {

        /**
         * Properties of a BlockParams.
         * @typedef {Object} abci.BlockParams.$Properties
         * @property {number|Long|null} [maxBytes] BlockParams maxBytes
         * @property {number|Long|null} [maxGas] BlockParams maxGas
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a BlockParams.
         * @memberof abci
         * @interface IBlockParams
         * @augments abci.BlockParams.$Properties
         * @deprecated Use abci.BlockParams.$Properties instead.
         */

        /**
         * Shape of a BlockParams.
         * @typedef {abci.BlockParams.$Properties} abci.BlockParams.$Shape
         */

        /**
         * Constructs a new BlockParams.
         * @memberof abci
         * @classdesc Represents a BlockParams.
         * @constructor
         * @param {abci.BlockParams.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const BlockParams = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * BlockParams maxBytes.
         * @member {number|Long} maxBytes
         * @memberof abci.BlockParams
         * @instance
         */
        BlockParams.prototype.maxBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * BlockParams maxGas.
         * @member {number|Long} maxGas
         * @memberof abci.BlockParams
         * @instance
         */
        BlockParams.prototype.maxGas = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified BlockParams message. Does not implicitly {@link abci.BlockParams.verify|verify} messages.
         * @function encode
         * @memberof abci.BlockParams
         * @static
         * @param {abci.BlockParams.$Properties} message BlockParams message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        BlockParams.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.maxBytes != null && $Object.hasOwnProperty.call(message, "maxBytes") && (typeof message.maxBytes === "object" ? message.maxBytes.low || message.maxBytes.high : message.maxBytes !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.maxBytes);
            if (message.maxGas != null && $Object.hasOwnProperty.call(message, "maxGas") && (typeof message.maxGas === "object" ? message.maxGas.low || message.maxGas.high : message.maxGas !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).int64(message.maxGas);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a BlockParams message from the specified reader or buffer.
         * @function decode
         * @memberof abci.BlockParams
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.BlockParams & abci.BlockParams.$Shape} BlockParams
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        BlockParams.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.BlockParams();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxBytes = value;
                        else
                            delete message.maxBytes;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxGas = value;
                        else
                            delete message.maxGas;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return BlockParams;
    })();

    abci.EvidenceParams = (function() {

        /**
         * Properties of an EvidenceParams.
         * @typedef {Object} abci.EvidenceParams.$Properties
         * @property {number|Long|null} [maxAgeNumBlocks] EvidenceParams maxAgeNumBlocks
         * @property {abci.Duration.$Properties|null} [maxAgeDuration] EvidenceParams maxAgeDuration
         * @property {number|Long|null} [maxBytes] EvidenceParams maxBytes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an EvidenceParams.
         * @memberof abci
         * @interface IEvidenceParams
         * @augments abci.EvidenceParams.$Properties
         * @deprecated Use abci.EvidenceParams.$Properties instead.
         */

        /**
         * Shape of an EvidenceParams.
         * @typedef {abci.EvidenceParams.$Properties} abci.EvidenceParams.$Shape
         */

        /**
         * Constructs a new EvidenceParams.
         * @memberof abci
         * @classdesc Represents an EvidenceParams.
         * @constructor
         * @param {abci.EvidenceParams.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const EvidenceParams = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * EvidenceParams maxAgeNumBlocks.
         * @member {number|Long} maxAgeNumBlocks
         * @memberof abci.EvidenceParams
         * @instance
         */
        EvidenceParams.prototype.maxAgeNumBlocks = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * EvidenceParams maxAgeDuration.
         * @member {abci.Duration.$Properties|null|undefined} maxAgeDuration
         * @memberof abci.EvidenceParams
         * @instance
         */
        EvidenceParams.prototype.maxAgeDuration = null;

        /**
         * EvidenceParams maxBytes.
         * @member {number|Long} maxBytes
         * @memberof abci.EvidenceParams
         * @instance
         */
        EvidenceParams.prototype.maxBytes = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified EvidenceParams message. Does not implicitly {@link abci.EvidenceParams.verify|verify} messages.
         * @function encode
         * @memberof abci.EvidenceParams
         * @static
         * @param {abci.EvidenceParams.$Properties} message EvidenceParams message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        EvidenceParams.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.maxAgeNumBlocks != null && $Object.hasOwnProperty.call(message, "maxAgeNumBlocks") && (typeof message.maxAgeNumBlocks === "object" ? message.maxAgeNumBlocks.low || message.maxAgeNumBlocks.high : message.maxAgeNumBlocks !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.maxAgeNumBlocks);
            if (message.maxAgeDuration != null && $Object.hasOwnProperty.call(message, "maxAgeDuration"))
                $root.abci.Duration.encode(message.maxAgeDuration, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.maxBytes != null && $Object.hasOwnProperty.call(message, "maxBytes") && (typeof message.maxBytes === "object" ? message.maxBytes.low || message.maxBytes.high : message.maxBytes !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.maxBytes);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an EvidenceParams message from the specified reader or buffer.
         * @function decode
         * @memberof abci.EvidenceParams
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.EvidenceParams & abci.EvidenceParams.$Shape} EvidenceParams
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        EvidenceParams.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.EvidenceParams();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxAgeNumBlocks = value;
                        else
                            delete message.maxAgeNumBlocks;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.maxAgeDuration = $root.abci.Duration.decode(reader, reader.size(), $undefined, _depth + 1, message.maxAgeDuration);
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.maxBytes = value;
                        else
                            delete message.maxBytes;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return EvidenceParams;
    })();

    abci.ValidatorParams = (function() {

        /**
         * Properties of a ValidatorParams.
         * @typedef {Object} abci.ValidatorParams.$Properties
         * @property {Array.<string>|null} [pubKeyTypes] ValidatorParams pubKeyTypes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ValidatorParams.
         * @memberof abci
         * @interface IValidatorParams
         * @augments abci.ValidatorParams.$Properties
         * @deprecated Use abci.ValidatorParams.$Properties instead.
         */

        /**
         * Shape of a ValidatorParams.
         * @typedef {abci.ValidatorParams.$Properties} abci.ValidatorParams.$Shape
         */

        /**
         * Constructs a new ValidatorParams.
         * @memberof abci
         * @classdesc Represents a ValidatorParams.
         * @constructor
         * @param {abci.ValidatorParams.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ValidatorParams = function (properties) {
            this.pubKeyTypes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ValidatorParams pubKeyTypes.
         * @member {Array.<string>} pubKeyTypes
         * @memberof abci.ValidatorParams
         * @instance
         */
        ValidatorParams.prototype.pubKeyTypes = $util.emptyArray;

        /**
         * Encodes the specified ValidatorParams message. Does not implicitly {@link abci.ValidatorParams.verify|verify} messages.
         * @function encode
         * @memberof abci.ValidatorParams
         * @static
         * @param {abci.ValidatorParams.$Properties} message ValidatorParams message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ValidatorParams.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pubKeyTypes != null && message.pubKeyTypes.length)
                for (let i = 0; i < message.pubKeyTypes.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.pubKeyTypes[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ValidatorParams message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ValidatorParams
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ValidatorParams & abci.ValidatorParams.$Shape} ValidatorParams
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ValidatorParams.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ValidatorParams();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if (!(message.pubKeyTypes && message.pubKeyTypes.length))
                            message.pubKeyTypes = [];
                        message.pubKeyTypes.push(reader.stringVerify());
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ValidatorParams;
    })();

    abci.VersionParams = (function() {

        /**
         * Properties of a VersionParams.
         * @typedef {Object} abci.VersionParams.$Properties
         * @property {number|Long|null} [app] VersionParams app
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a VersionParams.
         * @memberof abci
         * @interface IVersionParams
         * @augments abci.VersionParams.$Properties
         * @deprecated Use abci.VersionParams.$Properties instead.
         */

        /**
         * Shape of a VersionParams.
         * @typedef {abci.VersionParams.$Properties} abci.VersionParams.$Shape
         */

        /**
         * Constructs a new VersionParams.
         * @memberof abci
         * @classdesc Represents a VersionParams.
         * @constructor
         * @param {abci.VersionParams.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const VersionParams = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * VersionParams app.
         * @member {number|Long} app
         * @memberof abci.VersionParams
         * @instance
         */
        VersionParams.prototype.app = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Encodes the specified VersionParams message. Does not implicitly {@link abci.VersionParams.verify|verify} messages.
         * @function encode
         * @memberof abci.VersionParams
         * @static
         * @param {abci.VersionParams.$Properties} message VersionParams message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        VersionParams.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.app != null && $Object.hasOwnProperty.call(message, "app") && (typeof message.app === "object" ? message.app.low || message.app.high : message.app !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.app);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a VersionParams message from the specified reader or buffer.
         * @function decode
         * @memberof abci.VersionParams
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.VersionParams & abci.VersionParams.$Shape} VersionParams
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        VersionParams.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.VersionParams();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.app = value;
                        else
                            delete message.app;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return VersionParams;
    })();

    abci.ABCIParams = (function() {

        /**
         * Properties of a ABCIParams.
         * @typedef {Object} abci.ABCIParams.$Properties
         * @property {number|Long|null} [voteExtensionsEnableHeight] ABCIParams voteExtensionsEnableHeight
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ABCIParams.
         * @memberof abci
         * @interface IABCIParams
         * @augments abci.ABCIParams.$Properties
         * @deprecated Use abci.ABCIParams.$Properties instead.
         */

        /**
         * Shape of a ABCIParams.
         * @typedef {abci.ABCIParams.$Properties} abci.ABCIParams.$Shape
         */

        /**
         * Constructs a new ABCIParams.
         * @memberof abci
         * @classdesc Represents a ABCIParams.
         * @constructor
         * @param {abci.ABCIParams.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ABCIParams = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ABCIParams voteExtensionsEnableHeight.
         * @member {number|Long} voteExtensionsEnableHeight
         * @memberof abci.ABCIParams
         * @instance
         */
        ABCIParams.prototype.voteExtensionsEnableHeight = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified ABCIParams message. Does not implicitly {@link abci.ABCIParams.verify|verify} messages.
         * @function encode
         * @memberof abci.ABCIParams
         * @static
         * @param {abci.ABCIParams.$Properties} message ABCIParams message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ABCIParams.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.voteExtensionsEnableHeight != null && $Object.hasOwnProperty.call(message, "voteExtensionsEnableHeight") && (typeof message.voteExtensionsEnableHeight === "object" ? message.voteExtensionsEnableHeight.low || message.voteExtensionsEnableHeight.high : message.voteExtensionsEnableHeight !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.voteExtensionsEnableHeight);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ABCIParams message from the specified reader or buffer.
         * @function decode
         * @memberof abci.ABCIParams
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.ABCIParams & abci.ABCIParams.$Shape} ABCIParams
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ABCIParams.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.ABCIParams();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.voteExtensionsEnableHeight = value;
                        else
                            delete message.voteExtensionsEnableHeight;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return ABCIParams;
    })();

    abci.AuthorityParams = (function() {

        /**
         * Properties of an AuthorityParams.
         * @typedef {Object} abci.AuthorityParams.$Properties
         * @property {string|null} [authority] AuthorityParams authority
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AuthorityParams.
         * @memberof abci
         * @interface IAuthorityParams
         * @augments abci.AuthorityParams.$Properties
         * @deprecated Use abci.AuthorityParams.$Properties instead.
         */

        /**
         * Shape of an AuthorityParams.
         * @typedef {abci.AuthorityParams.$Properties} abci.AuthorityParams.$Shape
         */

        /**
         * Constructs a new AuthorityParams.
         * @memberof abci
         * @classdesc Represents an AuthorityParams.
         * @constructor
         * @param {abci.AuthorityParams.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AuthorityParams = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AuthorityParams authority.
         * @member {string} authority
         * @memberof abci.AuthorityParams
         * @instance
         */
        AuthorityParams.prototype.authority = "";

        /**
         * Encodes the specified AuthorityParams message. Does not implicitly {@link abci.AuthorityParams.verify|verify} messages.
         * @function encode
         * @memberof abci.AuthorityParams
         * @static
         * @param {abci.AuthorityParams.$Properties} message AuthorityParams message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AuthorityParams.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.authority != null && $Object.hasOwnProperty.call(message, "authority") && message.authority !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.authority);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AuthorityParams message from the specified reader or buffer.
         * @function decode
         * @memberof abci.AuthorityParams
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {abci.AuthorityParams & abci.AuthorityParams.$Shape} AuthorityParams
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AuthorityParams.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.abci.AuthorityParams();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.authority = value;
                        else
                            delete message.authority;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        return AuthorityParams;
    })();

    return abci;
})();

export {
  $root as default
};
