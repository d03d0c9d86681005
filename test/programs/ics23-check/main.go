// Command ics23-check judges proofs of the authenticated state with the reference implementation of ICS-23.
// One JSON object a line on standard input, "true" or "false" a line on standard output.
package main

import (
	"bufio"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"

	ics23 "github.com/cosmos/ics23/go"
)

type question struct {
	Root  string  `json:"root"`
	Key   string  `json:"key"`
	Value *string `json:"value"` // null asks for absence
	Proof string  `json:"proof"`
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var q question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(judge(q))
	}
}

func judge(q question) bool {
	var proof ics23.CommitmentProof
	if err := proof.Unmarshal(bytes(q.Proof)); err != nil {
		return false
	}
	if q.Value == nil {
		return ics23.VerifyNonMembership(ics23.SmtSpec, bytes(q.Root), &proof, bytes(q.Key))
	}
	return ics23.VerifyMembership(ics23.SmtSpec, bytes(q.Root), &proof, bytes(q.Key), bytes(*q.Value))
}

func bytes(text string) []byte {
	out, err := hex.DecodeString(text)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return out
}
