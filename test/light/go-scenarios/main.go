// Random scenarios, and what CometBFT's own light client makes of each: args FIRST_SEED COUNT; JSON on standard output, in
// the format of light_client_scenarios.json.
package main

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"

	dbm "github.com/cometbft/cometbft-db"
	cmtjson "github.com/cometbft/cometbft/libs/json"
	cmtmath "github.com/cometbft/cometbft/libs/math"
	"github.com/cometbft/cometbft/light"
	"github.com/cometbft/cometbft/light/provider"
	lstore "github.com/cometbft/cometbft/light/store/db"
	"github.com/cometbft/cometbft/types"
)

// recorded answers from blocks, as CometBFT's provider over HTTP would, and notes what it was asked for and told.
type recorded struct {
	mutex    sync.Mutex
	delay    time.Duration
	blocks   map[int64]*types.LightBlock
	newest   int64
	fetched  []int64
	evidence []*types.LightClientAttackEvidence
}

// record reads the very bytes that the other client gets.
func record(blocks json.RawMessage, delay time.Duration) *recorded {
	r := &recorded{delay: delay, blocks: map[int64]*types.LightBlock{}, fetched: []int64{}}
	var each []json.RawMessage
	must(json.Unmarshal(blocks, &each))
	for _, bytes := range each {
		block := &types.LightBlock{}
		must(cmtjson.Unmarshal(bytes, block))
		r.blocks[block.Height] = block
		r.newest = max(r.newest, block.Height)
	}
	return r
}

func (r *recorded) ChainID() string { return chainID }

func (r *recorded) LightBlock(ctx context.Context, height int64) (*types.LightBlock, error) {
	select {
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-time.After(r.delay):
	}
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.fetched = append(r.fetched, height)
	if height > r.newest {
		return nil, provider.ErrHeightTooHigh
	}
	if height == 0 {
		height = r.newest
	}
	block, ok := r.blocks[height]
	if !ok {
		return nil, provider.ErrLightBlockNotFound
	}
	if err := block.ValidateBasic(chainID); err != nil {
		return nil, provider.ErrBadLightBlock{Reason: err}
	}
	return block, nil
}

func (r *recorded) ReportEvidence(_ context.Context, evidence types.Evidence) error {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.evidence = append(r.evidence, evidence.(*types.LightClientAttackEvidence))
	return nil
}

func outcome(err error) string {
	var expired light.ErrOldHeaderExpired
	var untrusted light.ErrNewValSetCantBeTrusted
	var invalid light.ErrInvalidHeader
	var failed light.ErrVerificationFailed
	switch {
	case err == nil:
		return "OK"
	case errors.Is(err, light.ErrNoWitnesses):
		return "NO_WITNESSES"
	case errors.Is(err, light.ErrLightClientAttack):
		return "ATTACK"
	case errors.As(err, &expired):
		return "EXPIRED"
	case errors.As(err, &untrusted):
		return "NOT_ENOUGH_TRUST"
	case errors.As(err, &invalid), errors.As(err, &failed):
		return "INVALID"
	}
	return "OTHER"
}

func views(told []*types.LightClientAttackEvidence) []map[string]any {
	all := []map[string]any{}
	for _, evidence := range told {
		byzantine := []string{}
		for _, validator := range evidence.ByzantineValidators {
			byzantine = append(byzantine, validator.Address.String())
		}
		asJSON, err := cmtjson.Marshal(evidence)
		must(err)
		message, err := evidence.ToProto()
		must(err)
		asProto, err := message.Marshal()
		must(err)
		all = append(all, map[string]any{
			"byzantine_validators": byzantine, "common_height": evidence.CommonHeight, "conflicting_hash": evidence.ConflictingBlock.Hash().String(),
			"conflicting_height": evidence.ConflictingBlock.Height, "evidence_hash": hex.EncodeToString(evidence.Hash()), "evidence_json": json.RawMessage(asJSON),
			"proto": hex.EncodeToString(asProto), "timestamp": evidence.Timestamp.UTC().Format(time.RFC3339Nano), "total_voting_power": fmt.Sprint(evidence.TotalVotingPower),
		})
	}
	return all
}

// withProposer has the one whose turn its priorities say it is; a set that has grown names the one before.
func withProposer(set *types.ValidatorSet) *types.ValidatorSet {
	fresh, err := types.ValidatorSetFromExistingValidators(set.Copy().Validators)
	must(err)
	return fresh
}

func blocksJSON(blocks []*types.LightBlock) json.RawMessage {
	all := []json.RawMessage{}
	for _, block := range blocks {
		asJSON, err := cmtjson.Marshal(&types.LightBlock{SignedHeader: block.SignedHeader, ValidatorSet: withProposer(block.ValidatorSet)})
		must(err)
		all = append(all, asJSON)
	}
	joined, err := json.Marshal(all)
	must(err)
	return joined
}

func run(s scenario) map[string]any {
	primaryBlocks, witnessBlocks := blocksJSON(s.providers[0]), []json.RawMessage{}
	for _, blocks := range s.providers[1:] {
		witnessBlocks = append(witnessBlocks, blocksJSON(blocks))
	}
	found := map[string]any{
		"name": s.name, "chain_id": chainID, "primary": primaryBlocks, "witnesses": witnessBlocks, "trust_height": s.trustHeight,
		"trust_hash": hex.EncodeToString(s.trustHash), "target": s.target, "trust_level": s.trustLevel, "trusting_period_ns": fmt.Sprint(int64(s.period)),
		"now": s.now.Format(time.RFC3339Nano),
	}
	primary := record(primaryBlocks, time.Millisecond)
	witnesses := []*recorded{}
	asked := []provider.Provider{}
	for i, blocks := range witnessBlocks {
		witness := record(blocks, time.Duration(5+20*i)*time.Millisecond)
		witnesses, asked = append(witnesses, witness), append(asked, witness)
	}
	ctx := context.Background()
	options := light.TrustOptions{Period: s.period, Height: int64(s.trustHeight), Hash: s.trustHash}
	level := cmtmath.Fraction{Numerator: s.trustLevel[0], Denominator: s.trustLevel[1]}
	store := lstore.New(dbm.NewMemDB(), chainID)
	client, err := light.NewClient(ctx, chainID, options, primary, asked, store, light.MaxBlockLag(0), light.SkippingVerification(level))
	found["init"] = outcome(err)
	if err != nil {
		return found
	}
	primary.fetched = []int64{}
	block, err := client.VerifyLightBlockAtHeight(ctx, int64(s.target), s.now)
	found["result"] = outcome(err)
	if err == nil {
		found["verified_hash"] = block.Hash().String()
	}
	found["primary_fetched"] = primary.fetched
	found["witnesses_left"] = len(client.Witnesses())
	found["evidence_to_primary"] = views(primary.evidence)
	told := [][]map[string]any{}
	for _, witness := range witnesses {
		told = append(told, views(witness.evidence))
	}
	found["evidence_to_witnesses"] = told
	return found
}

func main() {
	first, err := strconv.ParseInt(os.Args[1], 10, 64)
	must(err)
	count, err := strconv.Atoi(os.Args[2])
	must(err)
	all := make([]map[string]any, count)
	var wait sync.WaitGroup
	// All at once: a witness that lags is waited for 20 s.
	for i := range all {
		wait.Add(1)
		go func() {
			defer wait.Done()
			all[i] = run(randomScenario(first + int64(i)))
		}()
	}
	wait.Wait()
	must(json.NewEncoder(os.Stdout).Encode(all))
}
