# Four hosts and two routers: a public network with a relay and a host c in it, and hosts a and b, each
# behind a router of its own that translates addresses and lets nobody in. Runs in namespaces of its own (see nat.test.ts), so
# that nothing is left behind and no other network is touched.
set -e
PATH=$PATH:/usr/sbin:/sbin
mount -t tmpfs none /run
mkdir -p /run/netns
P=5.6.7
ns() { name=$1; shift; ip netns exec "$name" "$@"; }
up() { ns "$1" ip link set lo up; ns "$1" ip link set eth0 up; }

for name in pub relay c router-a router-b a b; do ip netns add "$name"; done
ns pub ip link add br0 type bridge
ns pub ip link set br0 up

public_host() { # name, address
  ip link add eth0 netns "$1" type veth peer name "to-$1" netns pub
  ns pub ip link set "to-$1" master br0 up
  ns "$1" ip addr add "$2/24" dev eth0
  up "$1"
}
behind_router() { # host, router, private network, address of the router
  public_host "$2" "$4"
  ip link add lan netns "$2" type veth peer name eth0 netns "$1"
  ns "$2" ip addr add "$3.1/24" dev lan
  ns "$2" ip link set lan up
  ns "$1" ip addr add "$3.2/24" dev eth0
  up "$1"
  ns "$1" ip route add default via "$3.1"
  ns "$2" sh -c 'mount -t proc proc /proc && echo 1 > /proc/sys/net/ipv4/ip_forward'
  ns "$2" nft -f - <<'RULES'
table inet nat {
  chain post { type nat hook postrouting priority srcnat; policy accept;
    oifname "eth0" masquerade
  }
}
table inet filter {
  chain inp { type filter hook input priority filter; policy drop;
    iifname { "lo", "lan" } accept
    ct state established,related accept
  }
  chain through { type filter hook forward priority filter; policy drop;
    iifname "lan" oifname "eth0" accept
    ct state established,related accept
  }
}
RULES
}
public_host relay "$P.10"
public_host c "$P.20"
behind_router a router-a 10.1.0 "$P.101"
behind_router b router-b 10.2.0 "$P.102"
exec "$@"
