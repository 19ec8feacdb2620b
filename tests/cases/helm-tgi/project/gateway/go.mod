module almanac.example/gateway

go 1.22
