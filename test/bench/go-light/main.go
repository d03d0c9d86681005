// CometBFT's own light client, as the peer of the benchmarks. Reads light blocks in CometBFT's JSON.
//
//	light verify TRUSTED UNTRUSTED RUNS     nanoseconds of one light.Verify
//	light skip URL CHAIN HASH HEIGHT NOW    heights fetched from the primary, milliseconds
package main

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"time"

	dbm "github.com/cometbft/cometbft-db"
	cmtjson "github.com/cometbft/cometbft/libs/json"
	"github.com/cometbft/cometbft/light"
	"github.com/cometbft/cometbft/light/provider"
	"github.com/cometbft/cometbft/light/store/db"
	"github.com/cometbft/cometbft/types"
)

const period = 100 * 365 * 24 * time.Hour

func parse(bytes []byte) *types.LightBlock {
	block := new(types.LightBlock)
	check(cmtjson.Unmarshal(bytes, block))
	return block
}

func verify(trustedFile, untrustedFile, runsText string) {
	read := func(path string) *types.LightBlock {
		bytes, err := os.ReadFile(path)
		check(err)
		return parse(bytes)
	}
	trusted, untrusted := read(trustedFile), read(untrustedFile)
	runs, err := strconv.Atoi(runsText)
	check(err)
	now := untrusted.Time.Add(time.Second)
	once := func() {
		check(light.Verify(trusted.SignedHeader, trusted.ValidatorSet, untrusted.SignedHeader, untrusted.ValidatorSet, period, now, 10*time.Second, light.DefaultTrustLevel))
	}
	once()
	started := time.Now()
	for i := 0; i < runs; i++ {
		once()
	}
	fmt.Println(time.Since(started).Nanoseconds() / int64(runs))
}

type remote struct {
	url, chain string
	fetched    int
}

func (r *remote) ChainID() string { return r.chain }
func (r *remote) ReportEvidence(context.Context, types.Evidence) error {
	return errors.New("no evidence is expected")
}
func (r *remote) LightBlock(_ context.Context, height int64) (*types.LightBlock, error) {
	r.fetched++
	response, err := http.Get(fmt.Sprintf("%s/%d", r.url, height))
	if err != nil {
		return nil, provider.ErrNoResponse
	}
	defer response.Body.Close()
	bytes, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, provider.ErrNoResponse
	}
	return parse(bytes), nil
}

func skip(url, chain, hashText, heightText, nowText string) {
	hash, err := hex.DecodeString(hashText)
	check(err)
	height, err := strconv.ParseInt(heightText, 10, 64)
	check(err)
	now, err := time.Parse(time.RFC3339Nano, nowText)
	check(err)
	primary, witness := &remote{url: url, chain: chain}, &remote{url: url, chain: chain}
	store := db.New(dbm.NewMemDB(), chain)
	client, err := light.NewClient(context.Background(), chain, light.TrustOptions{Period: period, Height: 1, Hash: hash}, primary, []provider.Provider{witness}, store)
	check(err)
	primary.fetched = 0
	started := time.Now()
	_, err = client.VerifyLightBlockAtHeight(context.Background(), height, now)
	check(err)
	fmt.Println(primary.fetched, time.Since(started).Milliseconds())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	a := os.Args
	switch {
	case len(a) == 5 && a[1] == "verify":
		verify(a[2], a[3], a[4])
	case len(a) == 7 && a[1] == "skip":
		skip(a[2], a[3], a[4], a[5], a[6])
	default:
		fmt.Fprintln(os.Stderr, "usage: light verify|skip ...")
		os.Exit(2)
	}
}
