module pyrsia.test/scenarios

go 1.25

require github.com/cometbft/cometbft v0.40.0
