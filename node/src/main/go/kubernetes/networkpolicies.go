package main

import (
	"context"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"github.com/spf13/cobra"
	"k8s.io/client-go/informers"
	clientset "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/kubernetes/pkg/util/iptables"
	"sigs.k8s.io/kube-network-policies/pkg/networkpolicy"
)

// queue is the netfilter queue through which the first packet of each forwarded connection goes to its verdict.
const queue = 100

// networkPolicies enforces NetworkPolicies with kube-network-policies, an implementation by Kubernetes' SIG Network.
//
// That controller fills its queue by nftables' own statement, which not every kernel has (CONFIG_NFT_QUEUE); its rules
// then fail as a whole, and it goes on without them. The rule here is iptables', as kube-proxy's are.
func networkPolicies() *cobra.Command {
	var kubeconfig, node string
	command := &cobra.Command{
		Use: "network-policies",
		RunE: func(*cobra.Command, []string) error {
			ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
			defer stop()
			return enforce(ctx, kubeconfig, node)
		},
	}
	command.Flags().StringVar(&kubeconfig, "kubeconfig", "", "how to reach the API server")
	command.Flags().StringVar(&node, "hostname-override", "", "the node's name")
	return command
}

func enforce(ctx context.Context, kubeconfig, node string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := clientset.NewForConfig(config)
	if err != nil {
		return err
	}
	// Without its plug-in for the runtime the controller crashes at each packet of an address that is no pod's, such as one
	// from outside, and takes what waits for a verdict with it (v0.8.0, getPodAssignedToIP). So it has one, that finds
	// no runtime and knows nothing.
	if err := os.Setenv("NRI_PLUGIN_SOCKET", "none"); err != nil {
		return err
	}
	factory := informers.NewSharedInformerFactory(client, 0)
	controller, err := networkpolicy.NewController(client,
		factory.Networking().V1().NetworkPolicies(), factory.Core().V1().Namespaces(), factory.Core().V1().Pods(),
		nil, nil, nil, nil,
		networkpolicy.Config{QueueID: queue, NodeName: node, FailOpen: true})
	if err != nil {
		return err
	}
	// Forwarded packets are those of pods; the node itself may always reach its pods, as Kubernetes' documentation asks.
	if _, err := iptables.New(iptables.ProtocolIPv4).EnsureRule(iptables.Prepend, iptables.Table("mangle"),
		iptables.Chain("FORWARD"), "-m", "conntrack", "--ctstate", "NEW",
		"-j", "NFQUEUE", "--queue-num", strconv.Itoa(queue), "--queue-bypass"); err != nil {
		return err
	}
	factory.Start(ctx.Done())
	return controller.Run(ctx)
}
