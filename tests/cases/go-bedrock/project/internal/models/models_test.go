package models

import "testing"

func TestDigestIsAProfile(t *testing.T) {
	if Digest == "" {
		t.Fatal("no model")
	}
}
