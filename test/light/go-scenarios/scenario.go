package main

import (
	"fmt"
	"math/rand"
	"time"

	"github.com/cometbft/cometbft/crypto"
	"github.com/cometbft/cometbft/types"
)

// scenario is one run of a light client: what each provider has, and what is asked.
type scenario struct {
	name        string
	providers   [][]*types.LightBlock // the first is the primary
	trustHeight int
	trustHash   []byte
	target      int
	trustLevel  [2]uint64
	period      time.Duration
	now         time.Time
}

var kinds = []string{"lunatic", "strangers", "equivocation", "amnesia", "forward", "unsupported", "changed", "priorities", "honest", "hole", "backwards"}

// randomScenario makes a chain, another one that a provider shows instead, and who has which.
func randomScenario(seed int64) scenario {
	w := &world{Rand: rand.New(rand.NewSource(seed)), keys: map[string]crypto.PrivKey{}}
	start := time.Date(2026, 1, 1, 0, 0, 0, 123456789, time.UTC)
	length := 4 + w.Intn(9)
	how := growth{replaced: w.Intn(4), absent: []float64{0, 0, 0.2}[w.Intn(3)], step: 5 * time.Second}
	good := w.begin(4+w.Intn(4), start, how)
	w.grow(good, length, how)
	kind := kinds[w.Intn(len(kinds))]
	common := 1 + w.Intn(length-1)
	s := scenario{trustHeight: 1, target: 2 + w.Intn(length-1), period: 4 * time.Hour, trustLevel: [][2]uint64{{1, 3}, {1, 3}, {2, 3}, {1, 1}, {1, 2}}[w.Intn(5)]}
	s.now = good.blocks[length-1].Time.Add(time.Duration(w.Intn(20)) * time.Second)
	bad := w.otherChain(kind, good, common, how, &s)
	honest := good.blocks
	if kind != "forward" && w.Intn(6) == 0 {
		honest = honest[:1+w.Intn(length)]
	}
	// Which of two witnesses answers first is chance, and so only one of them may matter.
	layouts := [][][]*types.LightBlock{{bad.blocks, honest}, {honest, bad.blocks}, {bad.blocks, honest, honest}, {bad.blocks, bad.blocks, honest}}
	layout := w.Intn(3)
	if kind == "equivocation" || kind == "amnesia" || kind == "lunatic" {
		layout = w.Intn(4)
	}
	s.providers = layouts[layout]
	s.trustHash = good.blocks[s.trustHeight-1].Hash()
	if kind != "backwards" && kind != "honest" && w.Intn(8) == 0 {
		s.period = max(time.Millisecond, s.now.Sub(start)-time.Duration(w.Intn(60))*time.Second)
	}
	s.name = fmt.Sprintf("seed %d: %s after %d of %d, layout %d, %d honest blocks", seed, kind, common, length, layout, len(honest))
	return s
}

// otherChain is what the provider that is not honest shows. It may set what the client is asked for.
func (w *world) otherChain(kind string, good *chain, common int, how growth, s *scenario) *chain {
	length := len(good.blocks)
	bad := good.fork(common)
	switch kind {
	case "lunatic":
		w.grow(bad, length, growth{replaced: w.Intn(3), absent: how.absent, step: how.step})
	case "strangers":
		known := bad.next[common-1].Copy().Validators
		bad.next[common-1] = types.NewValidatorSet(append(known, w.validator(), w.validator()))
		w.grow(bad, length, growth{replaced: w.Intn(2), absent: how.absent, step: how.step})
	case "equivocation", "amnesia":
		for _, block := range good.blocks[common:] {
			header := *block.Header
			header.DataHash = w.bytes()
			header.LastBlockID = bad.blocks[len(bad.blocks)-1].Commit.BlockID
			round := int32(0)
			if kind == "amnesia" {
				round = 1
			}
			bad.blocks = append(bad.blocks, w.block(header, block.ValidatorSet, growth{round: round, absent: how.absent}))
		}
	case "forward":
		// Beyond what honest ones have, and earlier in time.
		w.grow(bad, length+3+w.Intn(5), growth{absent: how.absent, step: time.Duration(200+w.Intn(2000)) * time.Millisecond})
		s.target = length + 1 + w.Intn(len(bad.blocks)-length)
	case "unsupported":
		bad.next[common-1] = w.validators(4)
		w.grow(bad, length, growth{step: how.step})
	case "changed":
		bad = good.fork(length)
		at := w.Intn(length)
		if w.Intn(3) == 0 {
			at = s.target - 1
		}
		bad.blocks[at] = w.changed(bad.blocks[at], good)
	case "priorities":
		bad = good.fork(length)
		at := s.target - 1
		if w.Intn(3) == 0 {
			at = 0
		}
		block := copyOf(bad.blocks[at])
		block.ValidatorSet.Validators[0].ProposerPriority += 7
		bad.blocks[at] = block
	case "honest":
		bad = good.fork(length)
		s.trustHeight, s.target = 1+w.Intn(length), 1+w.Intn(length)
	case "hole":
		bad = good.fork(1)
		for _, block := range good.blocks[1:] {
			if w.Intn(3) > 0 {
				bad.blocks = append(bad.blocks, block)
			}
		}
	case "backwards":
		bad = good.fork(length)
		s.trustHeight, s.target = length, 1+w.Intn(length)
		if at := w.Intn(length); at < length-1 {
			block := copyOf(bad.blocks[at])
			block.Header.AppHash = w.bytes()
			block.Commit = w.commit(block.Header, block.ValidatorSet, 0, 0)
			bad.blocks[at] = block
		}
	}
	return bad
}

// changed is a block with one thing that is wrong.
func (w *world) changed(original *types.LightBlock, good *chain) *types.LightBlock {
	block := copyOf(original)
	resign := func() { block.Commit = w.commit(block.Header, block.ValidatorSet, 0, 0) }
	switch w.Intn(8) {
	case 0:
		block.Header.AppHash = w.bytes()
	case 1:
		address := block.ValidatorSet.Validators[0].Address
		block.Commit.Signatures[0] = types.CommitSig{BlockIDFlag: types.BlockIDFlagCommit, ValidatorAddress: address, Timestamp: block.Time, Signature: make([]byte, 64)}
	case 2:
		block.Commit.Round = 3
	case 3:
		block.ValidatorSet = good.blocks[w.Intn(len(good.blocks))].ValidatorSet.Copy()
	case 4:
		block.Header.Time = block.Header.Time.Add(time.Hour)
		resign()
	case 5:
		block.Commit.Signatures = block.Commit.Signatures[:len(block.Commit.Signatures)-1]
	case 6:
		block.Header.NextValidatorsHash = w.bytes()
		resign()
	case 7:
		block.ValidatorSet = w.validators(4)
		block.Header.ValidatorsHash = block.ValidatorSet.Hash()
		block.Header.ProposerAddress = block.ValidatorSet.GetProposer().Address
		resign()
	}
	return block
}
