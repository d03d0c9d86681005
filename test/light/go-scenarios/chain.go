package main

import (
	"math/rand"
	"time"

	"github.com/cometbft/cometbft/crypto"
	"github.com/cometbft/cometbft/crypto/ed25519"
	cmtversion "github.com/cometbft/cometbft/proto/tendermint/version"
	"github.com/cometbft/cometbft/types"
)

const chainID = "scenarios"

// world makes chains whose validators it holds the keys of.
type world struct {
	*rand.Rand
	keys map[string]crypto.PrivKey
}

type chain struct {
	blocks []*types.LightBlock
	// Validators of the block after each.
	next []*types.ValidatorSet
}

// growth says how a chain goes on.
type growth struct {
	replaced int           // validators that leave, and as many that come, per block
	absent   float64       // share of votes that are missing or for nil
	step     time.Duration // between blocks
	round    int32
}

func (w *world) bytes() []byte {
	b := make([]byte, 32)
	w.Read(b)
	return b
}

func (w *world) validator() *types.Validator {
	key := ed25519.GenPrivKeyFromSecret(w.bytes())
	w.keys[key.PubKey().Address().String()] = key
	return types.NewValidator(key.PubKey(), 1+w.Int63n(20))
}

func (w *world) validators(count int) *types.ValidatorSet {
	all := make([]*types.Validator, count)
	for i := range all {
		all[i] = w.validator()
	}
	return types.NewValidatorSet(all)
}

func (w *world) replace(set *types.ValidatorSet, count int) *types.ValidatorSet {
	next := set.CopyIncrementProposerPriority(1)
	var changes []*types.Validator
	for _, i := range w.Perm(next.Size())[:min(count, next.Size())] {
		changes = append(changes, w.validator(), types.NewValidator(next.Validators[i].PubKey, 0))
	}
	must(next.UpdateWithChangeSet(changes))
	return next
}

// commit signs a header by those of its validators that vote.
func (w *world) commit(header *types.Header, set *types.ValidatorSet, round int32, absent float64) *types.Commit {
	id := types.BlockID{Hash: header.Hash(), PartSetHeader: types.PartSetHeader{Total: 1, Hash: w.bytes()}}
	commit := &types.Commit{Height: header.Height, Round: round, BlockID: id}
	for i, validator := range set.Validators {
		chance := w.Float64()
		if chance < absent/2 {
			commit.Signatures = append(commit.Signatures, types.NewCommitSigAbsent())
			continue
		}
		flag := types.BlockIDFlagCommit
		if chance < absent {
			flag = types.BlockIDFlagNil
		}
		at := header.Time.Add(time.Duration(w.Intn(3000)) * time.Millisecond)
		commit.Signatures = append(commit.Signatures, types.CommitSig{BlockIDFlag: flag, ValidatorAddress: validator.Address, Timestamp: at, Signature: []byte{1}})
		signature, err := w.keys[validator.Address.String()].Sign(commit.VoteSignBytes(header.ChainID, int32(i)))
		must(err)
		commit.Signatures[i].Signature = signature
	}
	return commit
}

func (w *world) block(header types.Header, set *types.ValidatorSet, how growth) *types.LightBlock {
	signed := &types.SignedHeader{Header: &header, Commit: w.commit(&header, set, how.round, how.absent)}
	return &types.LightBlock{SignedHeader: signed, ValidatorSet: set.Copy()}
}

func (w *world) header(height int64, at time.Time, last types.BlockID, set, next *types.ValidatorSet) types.Header {
	return types.Header{
		Version: cmtversion.Consensus{Block: 11, App: 1}, ChainID: chainID, Height: height, Time: at, LastBlockID: last,
		LastCommitHash: w.bytes(), DataHash: w.bytes(), ValidatorsHash: set.Hash(), NextValidatorsHash: next.Hash(), ConsensusHash: w.bytes(),
		AppHash: w.bytes(), LastResultsHash: w.bytes(), EvidenceHash: w.bytes(), ProposerAddress: set.GetProposer().Address,
	}
}

func (w *world) begin(validators int, at time.Time, how growth) *chain {
	set := w.validators(validators)
	next := w.replace(set, how.replaced)
	first := w.block(w.header(1, at, types.BlockID{}, set, next), set, growth{})
	return &chain{blocks: []*types.LightBlock{first}, next: []*types.ValidatorSet{next}}
}

func (w *world) grow(c *chain, to int, how growth) {
	for len(c.blocks) < to {
		last := c.blocks[len(c.blocks)-1]
		set := c.next[len(c.next)-1]
		next := w.replace(set, how.replaced)
		c.blocks = append(c.blocks, w.block(w.header(last.Height+1, last.Time.Add(how.step), last.Commit.BlockID, set, next), set, how))
		c.next = append(c.next, next)
	}
}

// fork has the first blocks of a chain.
func (c *chain) fork(at int) *chain {
	return &chain{blocks: append([]*types.LightBlock{}, c.blocks[:at]...), next: append([]*types.ValidatorSet{}, c.next[:at]...)}
}

// copyOf is a block that may be changed.
func copyOf(block *types.LightBlock) *types.LightBlock {
	header := *block.Header
	commit := *block.Commit
	commit.Signatures = append([]types.CommitSig{}, block.Commit.Signatures...)
	return &types.LightBlock{SignedHeader: &types.SignedHeader{Header: &header, Commit: &commit}, ValidatorSet: block.ValidatorSet.Copy()}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
