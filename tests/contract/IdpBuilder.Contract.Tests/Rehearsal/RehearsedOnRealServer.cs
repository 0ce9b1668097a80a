using IdpBuilder.Tests;

namespace IdpBuilder.Contract.Tests.Rehearsal;

/// <summary>A cluster on a real etcd and kube-apiserver.</summary>
public sealed class RehearsedOnRealServer() : RehearsedCluster(ControlPlaneAssets.Directory);
