import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace abci {

    interface IRequest extends abci.Request.$Properties {
    }

    class Request {
        constructor(properties?: abci.Request.$Properties);
        $unknowns?: Uint8Array[];
        echo?: (abci.RequestEcho.$Properties|null);
        flush?: (abci.RequestFlush.$Properties|null);
        info?: (abci.RequestInfo.$Properties|null);
        initChain?: (abci.RequestInitChain.$Properties|null);
        query?: (abci.RequestQuery.$Properties|null);
        checkTx?: (abci.RequestCheckTx.$Properties|null);
        commit?: (abci.RequestCommit.$Properties|null);
        listSnapshots?: (abci.RequestListSnapshots.$Properties|null);
        offerSnapshot?: (abci.RequestOfferSnapshot.$Properties|null);
        loadSnapshotChunk?: (abci.RequestLoadSnapshotChunk.$Properties|null);
        applySnapshotChunk?: (abci.RequestApplySnapshotChunk.$Properties|null);
        prepareProposal?: (abci.RequestPrepareProposal.$Properties|null);
        processProposal?: (abci.RequestProcessProposal.$Properties|null);
        extendVote?: (abci.RequestExtendVote.$Properties|null);
        verifyVoteExtension?: (abci.RequestVerifyVoteExtension.$Properties|null);
        finalizeBlock?: (abci.RequestFinalizeBlock.$Properties|null);
        insertTx?: (abci.RequestInsertTx.$Properties|null);
        reapTxs?: (abci.RequestReapTxs.$Properties|null);
        value?: ("echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs");
        static encode(message: abci.Request.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Request & abci.Request.$Shape;
    }

    namespace Request {
        interface $Properties {
            echo?: (abci.RequestEcho.$Properties|null);
            flush?: (abci.RequestFlush.$Properties|null);
            info?: (abci.RequestInfo.$Properties|null);
            initChain?: (abci.RequestInitChain.$Properties|null);
            query?: (abci.RequestQuery.$Properties|null);
            checkTx?: (abci.RequestCheckTx.$Properties|null);
            commit?: (abci.RequestCommit.$Properties|null);
            listSnapshots?: (abci.RequestListSnapshots.$Properties|null);
            offerSnapshot?: (abci.RequestOfferSnapshot.$Properties|null);
            loadSnapshotChunk?: (abci.RequestLoadSnapshotChunk.$Properties|null);
            applySnapshotChunk?: (abci.RequestApplySnapshotChunk.$Properties|null);
            prepareProposal?: (abci.RequestPrepareProposal.$Properties|null);
            processProposal?: (abci.RequestProcessProposal.$Properties|null);
            extendVote?: (abci.RequestExtendVote.$Properties|null);
            verifyVoteExtension?: (abci.RequestVerifyVoteExtension.$Properties|null);
            finalizeBlock?: (abci.RequestFinalizeBlock.$Properties|null);
            insertTx?: (abci.RequestInsertTx.$Properties|null);
            reapTxs?: (abci.RequestReapTxs.$Properties|null);
            value?: ("echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs");
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          echo?: abci.RequestEcho.$Shape|null;
          flush?: abci.RequestFlush.$Shape|null;
          info?: abci.RequestInfo.$Shape|null;
          initChain?: abci.RequestInitChain.$Shape|null;
          query?: abci.RequestQuery.$Shape|null;
          checkTx?: abci.RequestCheckTx.$Shape|null;
          commit?: abci.RequestCommit.$Shape|null;
          listSnapshots?: abci.RequestListSnapshots.$Shape|null;
          offerSnapshot?: abci.RequestOfferSnapshot.$Shape|null;
          loadSnapshotChunk?: abci.RequestLoadSnapshotChunk.$Shape|null;
          applySnapshotChunk?: abci.RequestApplySnapshotChunk.$Shape|null;
          prepareProposal?: abci.RequestPrepareProposal.$Shape|null;
          processProposal?: abci.RequestProcessProposal.$Shape|null;
          extendVote?: abci.RequestExtendVote.$Shape|null;
          verifyVoteExtension?: abci.RequestVerifyVoteExtension.$Shape|null;
          finalizeBlock?: abci.RequestFinalizeBlock.$Shape|null;
          insertTx?: abci.RequestInsertTx.$Shape|null;
          reapTxs?: abci.RequestReapTxs.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ value?: undefined; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "echo"; echo: abci.RequestEcho.$Shape; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "flush"; echo?: null; flush: abci.RequestFlush.$Shape; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "info"; echo?: null; flush?: null; info: abci.RequestInfo.$Shape; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "initChain"; echo?: null; flush?: null; info?: null; initChain: abci.RequestInitChain.$Shape; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "query"; echo?: null; flush?: null; info?: null; initChain?: null; query: abci.RequestQuery.$Shape; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "checkTx"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx: abci.RequestCheckTx.$Shape; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "commit"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit: abci.RequestCommit.$Shape; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "listSnapshots"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots: abci.RequestListSnapshots.$Shape; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "offerSnapshot"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot: abci.RequestOfferSnapshot.$Shape; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "loadSnapshotChunk"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk: abci.RequestLoadSnapshotChunk.$Shape; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "applySnapshotChunk"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk: abci.RequestApplySnapshotChunk.$Shape; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "prepareProposal"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal: abci.RequestPrepareProposal.$Shape; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "processProposal"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal: abci.RequestProcessProposal.$Shape; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "extendVote"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote: abci.RequestExtendVote.$Shape; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "verifyVoteExtension"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension: abci.RequestVerifyVoteExtension.$Shape; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "finalizeBlock"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock: abci.RequestFinalizeBlock.$Shape; insertTx?: null; reapTxs?: null }|{ value?: "insertTx"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx: abci.RequestInsertTx.$Shape; reapTxs?: null }|{ value?: "reapTxs"; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs: abci.RequestReapTxs.$Shape })
        );
    }

    interface IRequestEcho extends abci.RequestEcho.$Properties {
    }

    class RequestEcho {
        constructor(properties?: abci.RequestEcho.$Properties);
        $unknowns?: Uint8Array[];
        message: string;
        static encode(message: abci.RequestEcho.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestEcho & abci.RequestEcho.$Shape;
    }

    namespace RequestEcho {
        interface $Properties {
            message?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestEcho.$Properties;
    }

    interface IRequestFlush extends abci.RequestFlush.$Properties {
    }

    class RequestFlush {
        constructor(properties?: abci.RequestFlush.$Properties);
        $unknowns?: Uint8Array[];
        static encode(message: abci.RequestFlush.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestFlush & abci.RequestFlush.$Shape;
    }

    namespace RequestFlush {
        interface $Properties {
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestFlush.$Properties;
    }

    interface IRequestInfo extends abci.RequestInfo.$Properties {
    }

    class RequestInfo {
        constructor(properties?: abci.RequestInfo.$Properties);
        $unknowns?: Uint8Array[];
        version: string;
        blockVersion: (number|Long);
        p2pVersion: (number|Long);
        abciVersion: string;
        static encode(message: abci.RequestInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestInfo & abci.RequestInfo.$Shape;
    }

    namespace RequestInfo {
        interface $Properties {
            version?: (string|null);
            blockVersion?: (number|Long|null);
            p2pVersion?: (number|Long|null);
            abciVersion?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestInfo.$Properties;
    }

    interface IRequestInitChain extends abci.RequestInitChain.$Properties {
    }

    class RequestInitChain {
        constructor(properties?: abci.RequestInitChain.$Properties);
        $unknowns?: Uint8Array[];
        time?: (abci.Timestamp.$Properties|null);
        chainId: string;
        consensusParams?: (abci.ConsensusParams.$Properties|null);
        validators: abci.ValidatorUpdate.$Properties[];
        appStateBytes: Uint8Array;
        initialHeight: (number|Long);
        static encode(message: abci.RequestInitChain.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestInitChain & abci.RequestInitChain.$Shape;
    }

    namespace RequestInitChain {
        interface $Properties {
            time?: (abci.Timestamp.$Properties|null);
            chainId?: (string|null);
            consensusParams?: (abci.ConsensusParams.$Properties|null);
            validators?: (abci.ValidatorUpdate.$Properties[]|null);
            appStateBytes?: (Uint8Array|null);
            initialHeight?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          time?: abci.Timestamp.$Shape|null;
          chainId?: string|null;
          consensusParams?: abci.ConsensusParams.$Shape|null;
          validators?: abci.ValidatorUpdate.$Shape[]|null;
          appStateBytes?: Uint8Array|null;
          initialHeight?: number|Long|null;
          $unknowns?: Uint8Array[];
        };
    }

    interface IRequestQuery extends abci.RequestQuery.$Properties {
    }

    class RequestQuery {
        constructor(properties?: abci.RequestQuery.$Properties);
        $unknowns?: Uint8Array[];
        data: Uint8Array;
        path: string;
        height: (number|Long);
        prove: boolean;
        static encode(message: abci.RequestQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestQuery & abci.RequestQuery.$Shape;
    }

    namespace RequestQuery {
        interface $Properties {
            data?: (Uint8Array|null);
            path?: (string|null);
            height?: (number|Long|null);
            prove?: (boolean|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestQuery.$Properties;
    }

    enum CheckTxType {
        NEW = 0,
        RECHECK = 1
    }

    interface IRequestCheckTx extends abci.RequestCheckTx.$Properties {
    }

    class RequestCheckTx {
        constructor(properties?: abci.RequestCheckTx.$Properties);
        $unknowns?: Uint8Array[];
        tx: Uint8Array;
        type: abci.CheckTxType;
        static encode(message: abci.RequestCheckTx.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestCheckTx & abci.RequestCheckTx.$Shape;
    }

    namespace RequestCheckTx {
        interface $Properties {
            tx?: (Uint8Array|null);
            type?: (abci.CheckTxType|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestCheckTx.$Properties;
    }

    interface IRequestInsertTx extends abci.RequestInsertTx.$Properties {
    }

    class RequestInsertTx {
        constructor(properties?: abci.RequestInsertTx.$Properties);
        $unknowns?: Uint8Array[];
        tx: Uint8Array;
        static encode(message: abci.RequestInsertTx.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestInsertTx & abci.RequestInsertTx.$Shape;
    }

    namespace RequestInsertTx {
        interface $Properties {
            tx?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestInsertTx.$Properties;
    }

    interface IRequestReapTxs extends abci.RequestReapTxs.$Properties {
    }

    class RequestReapTxs {
        constructor(properties?: abci.RequestReapTxs.$Properties);
        $unknowns?: Uint8Array[];
        maxBytes: (number|Long);
        maxGas: (number|Long);
        static encode(message: abci.RequestReapTxs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestReapTxs & abci.RequestReapTxs.$Shape;
    }

    namespace RequestReapTxs {
        interface $Properties {
            maxBytes?: (number|Long|null);
            maxGas?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestReapTxs.$Properties;
    }

    interface IRequestCommit extends abci.RequestCommit.$Properties {
    }

    class RequestCommit {
        constructor(properties?: abci.RequestCommit.$Properties);
        $unknowns?: Uint8Array[];
        static encode(message: abci.RequestCommit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestCommit & abci.RequestCommit.$Shape;
    }

    namespace RequestCommit {
        interface $Properties {
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestCommit.$Properties;
    }

    interface IRequestListSnapshots extends abci.RequestListSnapshots.$Properties {
    }

    class RequestListSnapshots {
        constructor(properties?: abci.RequestListSnapshots.$Properties);
        $unknowns?: Uint8Array[];
        static encode(message: abci.RequestListSnapshots.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestListSnapshots & abci.RequestListSnapshots.$Shape;
    }

    namespace RequestListSnapshots {
        interface $Properties {
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestListSnapshots.$Properties;
    }

    interface IRequestOfferSnapshot extends abci.RequestOfferSnapshot.$Properties {
    }

    class RequestOfferSnapshot {
        constructor(properties?: abci.RequestOfferSnapshot.$Properties);
        $unknowns?: Uint8Array[];
        snapshot?: (abci.Snapshot.$Properties|null);
        appHash: Uint8Array;
        static encode(message: abci.RequestOfferSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestOfferSnapshot & abci.RequestOfferSnapshot.$Shape;
    }

    namespace RequestOfferSnapshot {
        interface $Properties {
            snapshot?: (abci.Snapshot.$Properties|null);
            appHash?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestOfferSnapshot.$Properties;
    }

    interface IRequestLoadSnapshotChunk extends abci.RequestLoadSnapshotChunk.$Properties {
    }

    class RequestLoadSnapshotChunk {
        constructor(properties?: abci.RequestLoadSnapshotChunk.$Properties);
        $unknowns?: Uint8Array[];
        height: (number|Long);
        format: number;
        chunk: number;
        static encode(message: abci.RequestLoadSnapshotChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestLoadSnapshotChunk & abci.RequestLoadSnapshotChunk.$Shape;
    }

    namespace RequestLoadSnapshotChunk {
        interface $Properties {
            height?: (number|Long|null);
            format?: (number|null);
            chunk?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestLoadSnapshotChunk.$Properties;
    }

    interface IRequestApplySnapshotChunk extends abci.RequestApplySnapshotChunk.$Properties {
    }

    class RequestApplySnapshotChunk {
        constructor(properties?: abci.RequestApplySnapshotChunk.$Properties);
        $unknowns?: Uint8Array[];
        index: number;
        chunk: Uint8Array;
        sender: string;
        static encode(message: abci.RequestApplySnapshotChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestApplySnapshotChunk & abci.RequestApplySnapshotChunk.$Shape;
    }

    namespace RequestApplySnapshotChunk {
        interface $Properties {
            index?: (number|null);
            chunk?: (Uint8Array|null);
            sender?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestApplySnapshotChunk.$Properties;
    }

    interface IRequestPrepareProposal extends abci.RequestPrepareProposal.$Properties {
    }

    class RequestPrepareProposal {
        constructor(properties?: abci.RequestPrepareProposal.$Properties);
        $unknowns?: Uint8Array[];
        maxTxBytes: (number|Long);
        txs: Uint8Array[];
        localLastCommit?: (abci.ExtendedCommitInfo.$Properties|null);
        misbehavior: abci.Misbehavior.$Properties[];
        height: (number|Long);
        time?: (abci.Timestamp.$Properties|null);
        nextValidatorsHash: Uint8Array;
        proposerAddress: Uint8Array;
        static encode(message: abci.RequestPrepareProposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestPrepareProposal & abci.RequestPrepareProposal.$Shape;
    }

    namespace RequestPrepareProposal {
        interface $Properties {
            maxTxBytes?: (number|Long|null);
            txs?: (Uint8Array[]|null);
            localLastCommit?: (abci.ExtendedCommitInfo.$Properties|null);
            misbehavior?: (abci.Misbehavior.$Properties[]|null);
            height?: (number|Long|null);
            time?: (abci.Timestamp.$Properties|null);
            nextValidatorsHash?: (Uint8Array|null);
            proposerAddress?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestPrepareProposal.$Properties;
    }

    interface IRequestProcessProposal extends abci.RequestProcessProposal.$Properties {
    }

    class RequestProcessProposal {
        constructor(properties?: abci.RequestProcessProposal.$Properties);
        $unknowns?: Uint8Array[];
        txs: Uint8Array[];
        proposedLastCommit?: (abci.CommitInfo.$Properties|null);
        misbehavior: abci.Misbehavior.$Properties[];
        hash: Uint8Array;
        height: (number|Long);
        time?: (abci.Timestamp.$Properties|null);
        nextValidatorsHash: Uint8Array;
        proposerAddress: Uint8Array;
        static encode(message: abci.RequestProcessProposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestProcessProposal & abci.RequestProcessProposal.$Shape;
    }

    namespace RequestProcessProposal {
        interface $Properties {
            txs?: (Uint8Array[]|null);
            proposedLastCommit?: (abci.CommitInfo.$Properties|null);
            misbehavior?: (abci.Misbehavior.$Properties[]|null);
            hash?: (Uint8Array|null);
            height?: (number|Long|null);
            time?: (abci.Timestamp.$Properties|null);
            nextValidatorsHash?: (Uint8Array|null);
            proposerAddress?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestProcessProposal.$Properties;
    }

    interface IRequestExtendVote extends abci.RequestExtendVote.$Properties {
    }

    class RequestExtendVote {
        constructor(properties?: abci.RequestExtendVote.$Properties);
        $unknowns?: Uint8Array[];
        hash: Uint8Array;
        height: (number|Long);
        time?: (abci.Timestamp.$Properties|null);
        txs: Uint8Array[];
        proposedLastCommit?: (abci.CommitInfo.$Properties|null);
        misbehavior: abci.Misbehavior.$Properties[];
        nextValidatorsHash: Uint8Array;
        proposerAddress: Uint8Array;
        static encode(message: abci.RequestExtendVote.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestExtendVote & abci.RequestExtendVote.$Shape;
    }

    namespace RequestExtendVote {
        interface $Properties {
            hash?: (Uint8Array|null);
            height?: (number|Long|null);
            time?: (abci.Timestamp.$Properties|null);
            txs?: (Uint8Array[]|null);
            proposedLastCommit?: (abci.CommitInfo.$Properties|null);
            misbehavior?: (abci.Misbehavior.$Properties[]|null);
            nextValidatorsHash?: (Uint8Array|null);
            proposerAddress?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestExtendVote.$Properties;
    }

    interface IRequestVerifyVoteExtension extends abci.RequestVerifyVoteExtension.$Properties {
    }

    class RequestVerifyVoteExtension {
        constructor(properties?: abci.RequestVerifyVoteExtension.$Properties);
        $unknowns?: Uint8Array[];
        hash: Uint8Array;
        validatorAddress: Uint8Array;
        height: (number|Long);
        voteExtension: Uint8Array;
        static encode(message: abci.RequestVerifyVoteExtension.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestVerifyVoteExtension & abci.RequestVerifyVoteExtension.$Shape;
    }

    namespace RequestVerifyVoteExtension {
        interface $Properties {
            hash?: (Uint8Array|null);
            validatorAddress?: (Uint8Array|null);
            height?: (number|Long|null);
            voteExtension?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestVerifyVoteExtension.$Properties;
    }

    interface IRequestFinalizeBlock extends abci.RequestFinalizeBlock.$Properties {
    }

    class RequestFinalizeBlock {
        constructor(properties?: abci.RequestFinalizeBlock.$Properties);
        $unknowns?: Uint8Array[];
        txs: Uint8Array[];
        decidedLastCommit?: (abci.CommitInfo.$Properties|null);
        misbehavior: abci.Misbehavior.$Properties[];
        hash: Uint8Array;
        height: (number|Long);
        time?: (abci.Timestamp.$Properties|null);
        nextValidatorsHash: Uint8Array;
        proposerAddress: Uint8Array;
        static encode(message: abci.RequestFinalizeBlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.RequestFinalizeBlock & abci.RequestFinalizeBlock.$Shape;
    }

    namespace RequestFinalizeBlock {
        interface $Properties {
            txs?: (Uint8Array[]|null);
            decidedLastCommit?: (abci.CommitInfo.$Properties|null);
            misbehavior?: (abci.Misbehavior.$Properties[]|null);
            hash?: (Uint8Array|null);
            height?: (number|Long|null);
            time?: (abci.Timestamp.$Properties|null);
            nextValidatorsHash?: (Uint8Array|null);
            proposerAddress?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.RequestFinalizeBlock.$Properties;
    }

    interface IResponse extends abci.Response.$Properties {
    }

    class Response {
        constructor(properties?: abci.Response.$Properties);
        $unknowns?: Uint8Array[];
        exception?: (abci.ResponseException.$Properties|null);
        echo?: (abci.ResponseEcho.$Properties|null);
        flush?: (abci.ResponseFlush.$Properties|null);
        info?: (abci.ResponseInfo.$Properties|null);
        initChain?: (abci.ResponseInitChain.$Properties|null);
        query?: (abci.ResponseQuery.$Properties|null);
        checkTx?: (abci.ResponseCheckTx.$Properties|null);
        commit?: (abci.ResponseCommit.$Properties|null);
        listSnapshots?: (abci.ResponseListSnapshots.$Properties|null);
        offerSnapshot?: (abci.ResponseOfferSnapshot.$Properties|null);
        loadSnapshotChunk?: (abci.ResponseLoadSnapshotChunk.$Properties|null);
        applySnapshotChunk?: (abci.ResponseApplySnapshotChunk.$Properties|null);
        prepareProposal?: (abci.ResponsePrepareProposal.$Properties|null);
        processProposal?: (abci.ResponseProcessProposal.$Properties|null);
        extendVote?: (abci.ResponseExtendVote.$Properties|null);
        verifyVoteExtension?: (abci.ResponseVerifyVoteExtension.$Properties|null);
        finalizeBlock?: (abci.ResponseFinalizeBlock.$Properties|null);
        insertTx?: (abci.ResponseInsertTx.$Properties|null);
        reapTxs?: (abci.ResponseReapTxs.$Properties|null);
        value?: ("exception"|"echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs");
        static encode(message: abci.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Response & abci.Response.$Shape;
    }

    namespace Response {
        interface $Properties {
            exception?: (abci.ResponseException.$Properties|null);
            echo?: (abci.ResponseEcho.$Properties|null);
            flush?: (abci.ResponseFlush.$Properties|null);
            info?: (abci.ResponseInfo.$Properties|null);
            initChain?: (abci.ResponseInitChain.$Properties|null);
            query?: (abci.ResponseQuery.$Properties|null);
            checkTx?: (abci.ResponseCheckTx.$Properties|null);
            commit?: (abci.ResponseCommit.$Properties|null);
            listSnapshots?: (abci.ResponseListSnapshots.$Properties|null);
            offerSnapshot?: (abci.ResponseOfferSnapshot.$Properties|null);
            loadSnapshotChunk?: (abci.ResponseLoadSnapshotChunk.$Properties|null);
            applySnapshotChunk?: (abci.ResponseApplySnapshotChunk.$Properties|null);
            prepareProposal?: (abci.ResponsePrepareProposal.$Properties|null);
            processProposal?: (abci.ResponseProcessProposal.$Properties|null);
            extendVote?: (abci.ResponseExtendVote.$Properties|null);
            verifyVoteExtension?: (abci.ResponseVerifyVoteExtension.$Properties|null);
            finalizeBlock?: (abci.ResponseFinalizeBlock.$Properties|null);
            insertTx?: (abci.ResponseInsertTx.$Properties|null);
            reapTxs?: (abci.ResponseReapTxs.$Properties|null);
            value?: ("exception"|"echo"|"flush"|"info"|"initChain"|"query"|"checkTx"|"commit"|"listSnapshots"|"offerSnapshot"|"loadSnapshotChunk"|"applySnapshotChunk"|"prepareProposal"|"processProposal"|"extendVote"|"verifyVoteExtension"|"finalizeBlock"|"insertTx"|"reapTxs");
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          exception?: abci.ResponseException.$Shape|null;
          echo?: abci.ResponseEcho.$Shape|null;
          flush?: abci.ResponseFlush.$Shape|null;
          info?: abci.ResponseInfo.$Shape|null;
          initChain?: abci.ResponseInitChain.$Shape|null;
          query?: abci.ResponseQuery.$Shape|null;
          checkTx?: abci.ResponseCheckTx.$Shape|null;
          commit?: abci.ResponseCommit.$Shape|null;
          listSnapshots?: abci.ResponseListSnapshots.$Shape|null;
          offerSnapshot?: abci.ResponseOfferSnapshot.$Shape|null;
          loadSnapshotChunk?: abci.ResponseLoadSnapshotChunk.$Shape|null;
          applySnapshotChunk?: abci.ResponseApplySnapshotChunk.$Shape|null;
          prepareProposal?: abci.ResponsePrepareProposal.$Shape|null;
          processProposal?: abci.ResponseProcessProposal.$Shape|null;
          extendVote?: abci.ResponseExtendVote.$Shape|null;
          verifyVoteExtension?: abci.ResponseVerifyVoteExtension.$Shape|null;
          finalizeBlock?: abci.ResponseFinalizeBlock.$Shape|null;
          insertTx?: abci.ResponseInsertTx.$Shape|null;
          reapTxs?: abci.ResponseReapTxs.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ value?: undefined; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "exception"; exception: abci.ResponseException.$Shape; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "echo"; exception?: null; echo: abci.ResponseEcho.$Shape; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "flush"; exception?: null; echo?: null; flush: abci.ResponseFlush.$Shape; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "info"; exception?: null; echo?: null; flush?: null; info: abci.ResponseInfo.$Shape; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "initChain"; exception?: null; echo?: null; flush?: null; info?: null; initChain: abci.ResponseInitChain.$Shape; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "query"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query: abci.ResponseQuery.$Shape; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "checkTx"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx: abci.ResponseCheckTx.$Shape; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "commit"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit: abci.ResponseCommit.$Shape; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "listSnapshots"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots: abci.ResponseListSnapshots.$Shape; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "offerSnapshot"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot: abci.ResponseOfferSnapshot.$Shape; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "loadSnapshotChunk"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk: abci.ResponseLoadSnapshotChunk.$Shape; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "applySnapshotChunk"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk: abci.ResponseApplySnapshotChunk.$Shape; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "prepareProposal"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal: abci.ResponsePrepareProposal.$Shape; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "processProposal"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal: abci.ResponseProcessProposal.$Shape; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "extendVote"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote: abci.ResponseExtendVote.$Shape; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "verifyVoteExtension"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension: abci.ResponseVerifyVoteExtension.$Shape; finalizeBlock?: null; insertTx?: null; reapTxs?: null }|{ value?: "finalizeBlock"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock: abci.ResponseFinalizeBlock.$Shape; insertTx?: null; reapTxs?: null }|{ value?: "insertTx"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx: abci.ResponseInsertTx.$Shape; reapTxs?: null }|{ value?: "reapTxs"; exception?: null; echo?: null; flush?: null; info?: null; initChain?: null; query?: null; checkTx?: null; commit?: null; listSnapshots?: null; offerSnapshot?: null; loadSnapshotChunk?: null; applySnapshotChunk?: null; prepareProposal?: null; processProposal?: null; extendVote?: null; verifyVoteExtension?: null; finalizeBlock?: null; insertTx?: null; reapTxs: abci.ResponseReapTxs.$Shape })
        );
    }

    interface IResponseException extends abci.ResponseException.$Properties {
    }

    class ResponseException {
        constructor(properties?: abci.ResponseException.$Properties);
        $unknowns?: Uint8Array[];
        error: string;
        static encode(message: abci.ResponseException.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseException & abci.ResponseException.$Shape;
    }

    namespace ResponseException {
        interface $Properties {
            error?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseException.$Properties;
    }

    interface IResponseEcho extends abci.ResponseEcho.$Properties {
    }

    class ResponseEcho {
        constructor(properties?: abci.ResponseEcho.$Properties);
        $unknowns?: Uint8Array[];
        message: string;
        static encode(message: abci.ResponseEcho.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseEcho & abci.ResponseEcho.$Shape;
    }

    namespace ResponseEcho {
        interface $Properties {
            message?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseEcho.$Properties;
    }

    interface IResponseFlush extends abci.ResponseFlush.$Properties {
    }

    class ResponseFlush {
        constructor(properties?: abci.ResponseFlush.$Properties);
        $unknowns?: Uint8Array[];
        static encode(message: abci.ResponseFlush.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseFlush & abci.ResponseFlush.$Shape;
    }

    namespace ResponseFlush {
        interface $Properties {
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseFlush.$Properties;
    }

    interface IResponseInfo extends abci.ResponseInfo.$Properties {
    }

    class ResponseInfo {
        constructor(properties?: abci.ResponseInfo.$Properties);
        $unknowns?: Uint8Array[];
        data: string;
        version: string;
        appVersion: (number|Long);
        lastBlockHeight: (number|Long);
        lastBlockAppHash: Uint8Array;
        static encode(message: abci.ResponseInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseInfo & abci.ResponseInfo.$Shape;
    }

    namespace ResponseInfo {
        interface $Properties {
            data?: (string|null);
            version?: (string|null);
            appVersion?: (number|Long|null);
            lastBlockHeight?: (number|Long|null);
            lastBlockAppHash?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseInfo.$Properties;
    }

    interface IResponseInitChain extends abci.ResponseInitChain.$Properties {
    }

    class ResponseInitChain {
        constructor(properties?: abci.ResponseInitChain.$Properties);
        $unknowns?: Uint8Array[];
        consensusParams?: (abci.ConsensusParams.$Properties|null);
        validators: abci.ValidatorUpdate.$Properties[];
        appHash: Uint8Array;
        static encode(message: abci.ResponseInitChain.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseInitChain & abci.ResponseInitChain.$Shape;
    }

    namespace ResponseInitChain {
        interface $Properties {
            consensusParams?: (abci.ConsensusParams.$Properties|null);
            validators?: (abci.ValidatorUpdate.$Properties[]|null);
            appHash?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          consensusParams?: abci.ConsensusParams.$Shape|null;
          validators?: abci.ValidatorUpdate.$Shape[]|null;
          appHash?: Uint8Array|null;
          $unknowns?: Uint8Array[];
        };
    }

    interface IResponseQuery extends abci.ResponseQuery.$Properties {
    }

    class ResponseQuery {
        constructor(properties?: abci.ResponseQuery.$Properties);
        $unknowns?: Uint8Array[];
        code: number;
        log: string;
        info: string;
        index: (number|Long);
        key: Uint8Array;
        value: Uint8Array;
        proofOps?: (abci.ProofOps.$Properties|null);
        height: (number|Long);
        codespace: string;
        static encode(message: abci.ResponseQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseQuery & abci.ResponseQuery.$Shape;
    }

    namespace ResponseQuery {
        interface $Properties {
            code?: (number|null);
            log?: (string|null);
            info?: (string|null);
            index?: (number|Long|null);
            key?: (Uint8Array|null);
            value?: (Uint8Array|null);
            proofOps?: (abci.ProofOps.$Properties|null);
            height?: (number|Long|null);
            codespace?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseQuery.$Properties;
    }

    interface IResponseCheckTx extends abci.ResponseCheckTx.$Properties {
    }

    class ResponseCheckTx {
        constructor(properties?: abci.ResponseCheckTx.$Properties);
        $unknowns?: Uint8Array[];
        code: number;
        data: Uint8Array;
        log: string;
        info: string;
        gasWanted: (number|Long);
        gasUsed: (number|Long);
        events: abci.Event.$Properties[];
        codespace: string;
        static encode(message: abci.ResponseCheckTx.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseCheckTx & abci.ResponseCheckTx.$Shape;
    }

    namespace ResponseCheckTx {
        interface $Properties {
            code?: (number|null);
            data?: (Uint8Array|null);
            log?: (string|null);
            info?: (string|null);
            gasWanted?: (number|Long|null);
            gasUsed?: (number|Long|null);
            events?: (abci.Event.$Properties[]|null);
            codespace?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseCheckTx.$Properties;
    }

    interface IResponseInsertTx extends abci.ResponseInsertTx.$Properties {
    }

    class ResponseInsertTx {
        constructor(properties?: abci.ResponseInsertTx.$Properties);
        $unknowns?: Uint8Array[];
        code: number;
        static encode(message: abci.ResponseInsertTx.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseInsertTx & abci.ResponseInsertTx.$Shape;
    }

    namespace ResponseInsertTx {
        interface $Properties {
            code?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseInsertTx.$Properties;
    }

    interface IResponseReapTxs extends abci.ResponseReapTxs.$Properties {
    }

    class ResponseReapTxs {
        constructor(properties?: abci.ResponseReapTxs.$Properties);
        $unknowns?: Uint8Array[];
        txs: Uint8Array[];
        static encode(message: abci.ResponseReapTxs.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseReapTxs & abci.ResponseReapTxs.$Shape;
    }

    namespace ResponseReapTxs {
        interface $Properties {
            txs?: (Uint8Array[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseReapTxs.$Properties;
    }

    interface IResponseCommit extends abci.ResponseCommit.$Properties {
    }

    class ResponseCommit {
        constructor(properties?: abci.ResponseCommit.$Properties);
        $unknowns?: Uint8Array[];
        retainHeight: (number|Long);
        static encode(message: abci.ResponseCommit.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseCommit & abci.ResponseCommit.$Shape;
    }

    namespace ResponseCommit {
        interface $Properties {
            retainHeight?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseCommit.$Properties;
    }

    interface IResponseListSnapshots extends abci.ResponseListSnapshots.$Properties {
    }

    class ResponseListSnapshots {
        constructor(properties?: abci.ResponseListSnapshots.$Properties);
        $unknowns?: Uint8Array[];
        snapshots: abci.Snapshot.$Properties[];
        static encode(message: abci.ResponseListSnapshots.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseListSnapshots & abci.ResponseListSnapshots.$Shape;
    }

    namespace ResponseListSnapshots {
        interface $Properties {
            snapshots?: (abci.Snapshot.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseListSnapshots.$Properties;
    }

    interface IResponseOfferSnapshot extends abci.ResponseOfferSnapshot.$Properties {
    }

    class ResponseOfferSnapshot {
        constructor(properties?: abci.ResponseOfferSnapshot.$Properties);
        $unknowns?: Uint8Array[];
        result: abci.ResponseOfferSnapshot.Result;
        static encode(message: abci.ResponseOfferSnapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseOfferSnapshot & abci.ResponseOfferSnapshot.$Shape;
    }

    namespace ResponseOfferSnapshot {
        interface $Properties {
            result?: (abci.ResponseOfferSnapshot.Result|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseOfferSnapshot.$Properties;

        enum Result {
            UNKNOWN = 0,
            ACCEPT = 1,
            ABORT = 2,
            REJECT = 3,
            REJECT_FORMAT = 4,
            REJECT_SENDER = 5
        }
    }

    interface IResponseLoadSnapshotChunk extends abci.ResponseLoadSnapshotChunk.$Properties {
    }

    class ResponseLoadSnapshotChunk {
        constructor(properties?: abci.ResponseLoadSnapshotChunk.$Properties);
        $unknowns?: Uint8Array[];
        chunk: Uint8Array;
        static encode(message: abci.ResponseLoadSnapshotChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseLoadSnapshotChunk & abci.ResponseLoadSnapshotChunk.$Shape;
    }

    namespace ResponseLoadSnapshotChunk {
        interface $Properties {
            chunk?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseLoadSnapshotChunk.$Properties;
    }

    interface IResponseApplySnapshotChunk extends abci.ResponseApplySnapshotChunk.$Properties {
    }

    class ResponseApplySnapshotChunk {
        constructor(properties?: abci.ResponseApplySnapshotChunk.$Properties);
        $unknowns?: Uint8Array[];
        result: abci.ResponseApplySnapshotChunk.Result;
        refetchChunks: number[];
        rejectSenders: string[];
        static encode(message: abci.ResponseApplySnapshotChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseApplySnapshotChunk & abci.ResponseApplySnapshotChunk.$Shape;
    }

    namespace ResponseApplySnapshotChunk {
        interface $Properties {
            result?: (abci.ResponseApplySnapshotChunk.Result|null);
            refetchChunks?: (number[]|null);
            rejectSenders?: (string[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseApplySnapshotChunk.$Properties;

        enum Result {
            UNKNOWN = 0,
            ACCEPT = 1,
            ABORT = 2,
            RETRY = 3,
            RETRY_SNAPSHOT = 4,
            REJECT_SNAPSHOT = 5
        }
    }

    interface IResponsePrepareProposal extends abci.ResponsePrepareProposal.$Properties {
    }

    class ResponsePrepareProposal {
        constructor(properties?: abci.ResponsePrepareProposal.$Properties);
        $unknowns?: Uint8Array[];
        txs: Uint8Array[];
        static encode(message: abci.ResponsePrepareProposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponsePrepareProposal & abci.ResponsePrepareProposal.$Shape;
    }

    namespace ResponsePrepareProposal {
        interface $Properties {
            txs?: (Uint8Array[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponsePrepareProposal.$Properties;
    }

    interface IResponseProcessProposal extends abci.ResponseProcessProposal.$Properties {
    }

    class ResponseProcessProposal {
        constructor(properties?: abci.ResponseProcessProposal.$Properties);
        $unknowns?: Uint8Array[];
        status: abci.ResponseProcessProposal.ProposalStatus;
        static encode(message: abci.ResponseProcessProposal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseProcessProposal & abci.ResponseProcessProposal.$Shape;
    }

    namespace ResponseProcessProposal {
        interface $Properties {
            status?: (abci.ResponseProcessProposal.ProposalStatus|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseProcessProposal.$Properties;

        enum ProposalStatus {
            UNKNOWN = 0,
            ACCEPT = 1,
            REJECT = 2
        }
    }

    interface IResponseExtendVote extends abci.ResponseExtendVote.$Properties {
    }

    class ResponseExtendVote {
        constructor(properties?: abci.ResponseExtendVote.$Properties);
        $unknowns?: Uint8Array[];
        voteExtension: Uint8Array;
        static encode(message: abci.ResponseExtendVote.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseExtendVote & abci.ResponseExtendVote.$Shape;
    }

    namespace ResponseExtendVote {
        interface $Properties {
            voteExtension?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseExtendVote.$Properties;
    }

    interface IResponseVerifyVoteExtension extends abci.ResponseVerifyVoteExtension.$Properties {
    }

    class ResponseVerifyVoteExtension {
        constructor(properties?: abci.ResponseVerifyVoteExtension.$Properties);
        $unknowns?: Uint8Array[];
        status: abci.ResponseVerifyVoteExtension.VerifyStatus;
        static encode(message: abci.ResponseVerifyVoteExtension.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseVerifyVoteExtension & abci.ResponseVerifyVoteExtension.$Shape;
    }

    namespace ResponseVerifyVoteExtension {
        interface $Properties {
            status?: (abci.ResponseVerifyVoteExtension.VerifyStatus|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ResponseVerifyVoteExtension.$Properties;

        enum VerifyStatus {
            UNKNOWN = 0,
            ACCEPT = 1,
            REJECT = 2
        }
    }

    interface IResponseFinalizeBlock extends abci.ResponseFinalizeBlock.$Properties {
    }

    class ResponseFinalizeBlock {
        constructor(properties?: abci.ResponseFinalizeBlock.$Properties);
        $unknowns?: Uint8Array[];
        events: abci.Event.$Properties[];
        txResults: abci.ExecTxResult.$Properties[];
        validatorUpdates: abci.ValidatorUpdate.$Properties[];
        consensusParamUpdates?: (abci.ConsensusParams.$Properties|null);
        appHash: Uint8Array;
        static encode(message: abci.ResponseFinalizeBlock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ResponseFinalizeBlock & abci.ResponseFinalizeBlock.$Shape;
    }

    namespace ResponseFinalizeBlock {
        interface $Properties {
            events?: (abci.Event.$Properties[]|null);
            txResults?: (abci.ExecTxResult.$Properties[]|null);
            validatorUpdates?: (abci.ValidatorUpdate.$Properties[]|null);
            consensusParamUpdates?: (abci.ConsensusParams.$Properties|null);
            appHash?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          events?: abci.Event.$Shape[]|null;
          txResults?: abci.ExecTxResult.$Shape[]|null;
          validatorUpdates?: abci.ValidatorUpdate.$Shape[]|null;
          consensusParamUpdates?: abci.ConsensusParams.$Shape|null;
          appHash?: Uint8Array|null;
          $unknowns?: Uint8Array[];
        };
    }

    interface ITimestamp extends abci.Timestamp.$Properties {
    }

    class Timestamp {
        constructor(properties?: abci.Timestamp.$Properties);
        $unknowns?: Uint8Array[];
        seconds: (number|Long);
        nanos: number;
        static encode(message: abci.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Timestamp & abci.Timestamp.$Shape;
    }

    namespace Timestamp {
        interface $Properties {
            seconds?: (number|Long|null);
            nanos?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.Timestamp.$Properties;
    }

    interface IDuration extends abci.Duration.$Properties {
    }

    class Duration {
        constructor(properties?: abci.Duration.$Properties);
        $unknowns?: Uint8Array[];
        seconds: (number|Long);
        nanos: number;
        static encode(message: abci.Duration.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Duration & abci.Duration.$Shape;
    }

    namespace Duration {
        interface $Properties {
            seconds?: (number|Long|null);
            nanos?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.Duration.$Properties;
    }

    enum BlockIDFlag {
        BLOCK_ID_FLAG_UNKNOWN = 0,
        BLOCK_ID_FLAG_ABSENT = 1,
        BLOCK_ID_FLAG_COMMIT = 2,
        BLOCK_ID_FLAG_NIL = 3
    }

    interface ICommitInfo extends abci.CommitInfo.$Properties {
    }

    class CommitInfo {
        constructor(properties?: abci.CommitInfo.$Properties);
        $unknowns?: Uint8Array[];
        round: number;
        votes: abci.VoteInfo.$Properties[];
        static encode(message: abci.CommitInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.CommitInfo & abci.CommitInfo.$Shape;
    }

    namespace CommitInfo {
        interface $Properties {
            round?: (number|null);
            votes?: (abci.VoteInfo.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.CommitInfo.$Properties;
    }

    interface IExtendedCommitInfo extends abci.ExtendedCommitInfo.$Properties {
    }

    class ExtendedCommitInfo {
        constructor(properties?: abci.ExtendedCommitInfo.$Properties);
        $unknowns?: Uint8Array[];
        round: number;
        votes: abci.ExtendedVoteInfo.$Properties[];
        static encode(message: abci.ExtendedCommitInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ExtendedCommitInfo & abci.ExtendedCommitInfo.$Shape;
    }

    namespace ExtendedCommitInfo {
        interface $Properties {
            round?: (number|null);
            votes?: (abci.ExtendedVoteInfo.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ExtendedCommitInfo.$Properties;
    }

    interface IEvent extends abci.Event.$Properties {
    }

    class Event {
        constructor(properties?: abci.Event.$Properties);
        $unknowns?: Uint8Array[];
        type: string;
        attributes: abci.EventAttribute.$Properties[];
        static encode(message: abci.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Event & abci.Event.$Shape;
    }

    namespace Event {
        interface $Properties {
            type?: (string|null);
            attributes?: (abci.EventAttribute.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.Event.$Properties;
    }

    interface IEventAttribute extends abci.EventAttribute.$Properties {
    }

    class EventAttribute {
        constructor(properties?: abci.EventAttribute.$Properties);
        $unknowns?: Uint8Array[];
        key: string;
        value: string;
        index: boolean;
        static encode(message: abci.EventAttribute.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.EventAttribute & abci.EventAttribute.$Shape;
    }

    namespace EventAttribute {
        interface $Properties {
            key?: (string|null);
            value?: (string|null);
            index?: (boolean|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.EventAttribute.$Properties;
    }

    interface IExecTxResult extends abci.ExecTxResult.$Properties {
    }

    class ExecTxResult {
        constructor(properties?: abci.ExecTxResult.$Properties);
        $unknowns?: Uint8Array[];
        code: number;
        data: Uint8Array;
        log: string;
        info: string;
        gasWanted: (number|Long);
        gasUsed: (number|Long);
        events: abci.Event.$Properties[];
        codespace: string;
        static encode(message: abci.ExecTxResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ExecTxResult & abci.ExecTxResult.$Shape;
    }

    namespace ExecTxResult {
        interface $Properties {
            code?: (number|null);
            data?: (Uint8Array|null);
            log?: (string|null);
            info?: (string|null);
            gasWanted?: (number|Long|null);
            gasUsed?: (number|Long|null);
            events?: (abci.Event.$Properties[]|null);
            codespace?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ExecTxResult.$Properties;
    }

    interface IValidator extends abci.Validator.$Properties {
    }

    class Validator {
        constructor(properties?: abci.Validator.$Properties);
        $unknowns?: Uint8Array[];
        address: Uint8Array;
        power: (number|Long);
        static encode(message: abci.Validator.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Validator & abci.Validator.$Shape;
    }

    namespace Validator {
        interface $Properties {
            address?: (Uint8Array|null);
            power?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.Validator.$Properties;
    }

    interface IValidatorUpdate extends abci.ValidatorUpdate.$Properties {
    }

    class ValidatorUpdate {
        constructor(properties?: abci.ValidatorUpdate.$Properties);
        $unknowns?: Uint8Array[];
        pubKey?: (abci.PublicKey.$Properties|null);
        power: (number|Long);
        static encode(message: abci.ValidatorUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ValidatorUpdate & abci.ValidatorUpdate.$Shape;
    }

    namespace ValidatorUpdate {
        interface $Properties {
            pubKey?: (abci.PublicKey.$Properties|null);
            power?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          pubKey?: abci.PublicKey.$Shape|null;
          power?: number|Long|null;
          $unknowns?: Uint8Array[];
        };
    }

    interface IVoteInfo extends abci.VoteInfo.$Properties {
    }

    class VoteInfo {
        constructor(properties?: abci.VoteInfo.$Properties);
        $unknowns?: Uint8Array[];
        validator?: (abci.Validator.$Properties|null);
        blockIdFlag: abci.BlockIDFlag;
        static encode(message: abci.VoteInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.VoteInfo & abci.VoteInfo.$Shape;
    }

    namespace VoteInfo {
        interface $Properties {
            validator?: (abci.Validator.$Properties|null);
            blockIdFlag?: (abci.BlockIDFlag|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.VoteInfo.$Properties;
    }

    interface IExtendedVoteInfo extends abci.ExtendedVoteInfo.$Properties {
    }

    class ExtendedVoteInfo {
        constructor(properties?: abci.ExtendedVoteInfo.$Properties);
        $unknowns?: Uint8Array[];
        validator?: (abci.Validator.$Properties|null);
        voteExtension: Uint8Array;
        extensionSignature: Uint8Array;
        blockIdFlag: abci.BlockIDFlag;
        static encode(message: abci.ExtendedVoteInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ExtendedVoteInfo & abci.ExtendedVoteInfo.$Shape;
    }

    namespace ExtendedVoteInfo {
        interface $Properties {
            validator?: (abci.Validator.$Properties|null);
            voteExtension?: (Uint8Array|null);
            extensionSignature?: (Uint8Array|null);
            blockIdFlag?: (abci.BlockIDFlag|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ExtendedVoteInfo.$Properties;
    }

    enum MisbehaviorType {
        MISBEHAVIOR_UNKNOWN = 0,
        DUPLICATE_VOTE = 1,
        LIGHT_CLIENT_ATTACK = 2
    }

    interface IMisbehavior extends abci.Misbehavior.$Properties {
    }

    class Misbehavior {
        constructor(properties?: abci.Misbehavior.$Properties);
        $unknowns?: Uint8Array[];
        type: abci.MisbehaviorType;
        validator?: (abci.Validator.$Properties|null);
        height: (number|Long);
        time?: (abci.Timestamp.$Properties|null);
        totalVotingPower: (number|Long);
        static encode(message: abci.Misbehavior.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Misbehavior & abci.Misbehavior.$Shape;
    }

    namespace Misbehavior {
        interface $Properties {
            type?: (abci.MisbehaviorType|null);
            validator?: (abci.Validator.$Properties|null);
            height?: (number|Long|null);
            time?: (abci.Timestamp.$Properties|null);
            totalVotingPower?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.Misbehavior.$Properties;
    }

    interface ISnapshot extends abci.Snapshot.$Properties {
    }

    class Snapshot {
        constructor(properties?: abci.Snapshot.$Properties);
        $unknowns?: Uint8Array[];
        height: (number|Long);
        format: number;
        chunks: number;
        hash: Uint8Array;
        metadata: Uint8Array;
        static encode(message: abci.Snapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.Snapshot & abci.Snapshot.$Shape;
    }

    namespace Snapshot {
        interface $Properties {
            height?: (number|Long|null);
            format?: (number|null);
            chunks?: (number|null);
            hash?: (Uint8Array|null);
            metadata?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.Snapshot.$Properties;
    }

    interface IPublicKey extends abci.PublicKey.$Properties {
    }

    class PublicKey {
        constructor(properties?: abci.PublicKey.$Properties);
        $unknowns?: Uint8Array[];
        ed25519?: (Uint8Array|null);
        secp256k1?: (Uint8Array|null);
        bls12381?: (Uint8Array|null);
        mldsa65?: (Uint8Array|null);
        secp256k1eth?: (Uint8Array|null);
        sum?: ("ed25519"|"secp256k1"|"bls12381"|"mldsa65"|"secp256k1eth");
        static encode(message: abci.PublicKey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.PublicKey & abci.PublicKey.$Shape;
    }

    namespace PublicKey {
        interface $Properties {
            ed25519?: (Uint8Array|null);
            secp256k1?: (Uint8Array|null);
            bls12381?: (Uint8Array|null);
            mldsa65?: (Uint8Array|null);
            secp256k1eth?: (Uint8Array|null);
            sum?: ("ed25519"|"secp256k1"|"bls12381"|"mldsa65"|"secp256k1eth");
            $unknowns?: Uint8Array[];
        }
        type $Shape = {
          ed25519?: Uint8Array|null;
          secp256k1?: Uint8Array|null;
          bls12381?: Uint8Array|null;
          mldsa65?: Uint8Array|null;
          secp256k1eth?: Uint8Array|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ sum?: undefined; ed25519?: null; secp256k1?: null; bls12381?: null; mldsa65?: null; secp256k1eth?: null }|{ sum?: "ed25519"; ed25519: Uint8Array; secp256k1?: null; bls12381?: null; mldsa65?: null; secp256k1eth?: null }|{ sum?: "secp256k1"; ed25519?: null; secp256k1: Uint8Array; bls12381?: null; mldsa65?: null; secp256k1eth?: null }|{ sum?: "bls12381"; ed25519?: null; secp256k1?: null; bls12381: Uint8Array; mldsa65?: null; secp256k1eth?: null }|{ sum?: "mldsa65"; ed25519?: null; secp256k1?: null; bls12381?: null; mldsa65: Uint8Array; secp256k1eth?: null }|{ sum?: "secp256k1eth"; ed25519?: null; secp256k1?: null; bls12381?: null; mldsa65?: null; secp256k1eth: Uint8Array })
        );
    }

    interface IProofOp extends abci.ProofOp.$Properties {
    }

    class ProofOp {
        constructor(properties?: abci.ProofOp.$Properties);
        $unknowns?: Uint8Array[];
        type: string;
        key: Uint8Array;
        data: Uint8Array;
        static encode(message: abci.ProofOp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ProofOp & abci.ProofOp.$Shape;
    }

    namespace ProofOp {
        interface $Properties {
            type?: (string|null);
            key?: (Uint8Array|null);
            data?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ProofOp.$Properties;
    }

    interface IProofOps extends abci.ProofOps.$Properties {
    }

    class ProofOps {
        constructor(properties?: abci.ProofOps.$Properties);
        $unknowns?: Uint8Array[];
        ops: abci.ProofOp.$Properties[];
        static encode(message: abci.ProofOps.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ProofOps & abci.ProofOps.$Shape;
    }

    namespace ProofOps {
        interface $Properties {
            ops?: (abci.ProofOp.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ProofOps.$Properties;
    }

    interface IConsensusParams extends abci.ConsensusParams.$Properties {
    }

    class ConsensusParams {
        constructor(properties?: abci.ConsensusParams.$Properties);
        $unknowns?: Uint8Array[];
        block?: (abci.BlockParams.$Properties|null);
        evidence?: (abci.EvidenceParams.$Properties|null);
        validator?: (abci.ValidatorParams.$Properties|null);
        version?: (abci.VersionParams.$Properties|null);
        abci?: (abci.ABCIParams.$Properties|null);
        authority?: (abci.AuthorityParams.$Properties|null);
        static encode(message: abci.ConsensusParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ConsensusParams & abci.ConsensusParams.$Shape;
    }

    namespace ConsensusParams {
        interface $Properties {
            block?: (abci.BlockParams.$Properties|null);
            evidence?: (abci.EvidenceParams.$Properties|null);
            validator?: (abci.ValidatorParams.$Properties|null);
            version?: (abci.VersionParams.$Properties|null);
            abci?: (abci.ABCIParams.$Properties|null);
            authority?: (abci.AuthorityParams.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ConsensusParams.$Properties;
    }

    interface IBlockParams extends abci.BlockParams.$Properties {
    }

    class BlockParams {
        constructor(properties?: abci.BlockParams.$Properties);
        $unknowns?: Uint8Array[];
        maxBytes: (number|Long);
        maxGas: (number|Long);
        static encode(message: abci.BlockParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.BlockParams & abci.BlockParams.$Shape;
    }

    namespace BlockParams {
        interface $Properties {
            maxBytes?: (number|Long|null);
            maxGas?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.BlockParams.$Properties;
    }

    interface IEvidenceParams extends abci.EvidenceParams.$Properties {
    }

    class EvidenceParams {
        constructor(properties?: abci.EvidenceParams.$Properties);
        $unknowns?: Uint8Array[];
        maxAgeNumBlocks: (number|Long);
        maxAgeDuration?: (abci.Duration.$Properties|null);
        maxBytes: (number|Long);
        static encode(message: abci.EvidenceParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.EvidenceParams & abci.EvidenceParams.$Shape;
    }

    namespace EvidenceParams {
        interface $Properties {
            maxAgeNumBlocks?: (number|Long|null);
            maxAgeDuration?: (abci.Duration.$Properties|null);
            maxBytes?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.EvidenceParams.$Properties;
    }

    interface IValidatorParams extends abci.ValidatorParams.$Properties {
    }

    class ValidatorParams {
        constructor(properties?: abci.ValidatorParams.$Properties);
        $unknowns?: Uint8Array[];
        pubKeyTypes: string[];
        static encode(message: abci.ValidatorParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ValidatorParams & abci.ValidatorParams.$Shape;
    }

    namespace ValidatorParams {
        interface $Properties {
            pubKeyTypes?: (string[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ValidatorParams.$Properties;
    }

    interface IVersionParams extends abci.VersionParams.$Properties {
    }

    class VersionParams {
        constructor(properties?: abci.VersionParams.$Properties);
        $unknowns?: Uint8Array[];
        app: (number|Long);
        static encode(message: abci.VersionParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.VersionParams & abci.VersionParams.$Shape;
    }

    namespace VersionParams {
        interface $Properties {
            app?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.VersionParams.$Properties;
    }

    interface IABCIParams extends abci.ABCIParams.$Properties {
    }

    class ABCIParams {
        constructor(properties?: abci.ABCIParams.$Properties);
        $unknowns?: Uint8Array[];
        voteExtensionsEnableHeight: (number|Long);
        static encode(message: abci.ABCIParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.ABCIParams & abci.ABCIParams.$Shape;
    }

    namespace ABCIParams {
        interface $Properties {
            voteExtensionsEnableHeight?: (number|Long|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.ABCIParams.$Properties;
    }

    interface IAuthorityParams extends abci.AuthorityParams.$Properties {
    }

    class AuthorityParams {
        constructor(properties?: abci.AuthorityParams.$Properties);
        $unknowns?: Uint8Array[];
        authority: string;
        static encode(message: abci.AuthorityParams.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): abci.AuthorityParams & abci.AuthorityParams.$Shape;
    }

    namespace AuthorityParams {
        interface $Properties {
            authority?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = abci.AuthorityParams.$Properties;
    }
}
