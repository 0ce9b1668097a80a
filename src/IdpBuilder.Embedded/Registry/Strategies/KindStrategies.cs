using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry.Strategies;

/// <summary>The strategies by kind.</summary>
internal sealed class KindStrategies
{
    private readonly Dictionary<ResourceId, IKindStrategy> _strategies;

    public KindStrategies(ObjectStore store)
    {
        IKindStrategy[] all =
        [
            new NamespaceStrategy(),
            new SecretStrategy(),
            new ConfigMapStrategy(),
            new PodStrategy(new PodPriority(store)),
            new ClaimStrategy(new DefaultStorageClass(store)),
            new VolumeStrategy(),
            new NodeStrategy(),
            new JobStrategy(),
            new StatefulSetStrategy(),
            new ServiceStrategy(new ServiceAddresses(store)),
            new CustomResourceDefinitionStrategy(),
            new DeploymentStrategy(),
            new FixedFieldStrategy(new("apps", "replicasets"), "spec.selector"),
            new DaemonSetStrategy(),
            new FixedFieldStrategy(new("rbac.authorization.k8s.io", "rolebindings"), "roleRef"),
            new FixedFieldStrategy(new("rbac.authorization.k8s.io", "clusterrolebindings"), "roleRef"),
            new FixedFieldStrategy(new("storage.k8s.io", "storageclasses"), "parameters", "provisioner", "reclaimPolicy", "volumeBindingMode"),
            new FixedFieldStrategy(new("scheduling.k8s.io", "priorityclasses"), "value", "preemptionPolicy"),
        ];
        _strategies = all.ToDictionary(strategy => strategy.Resource);
    }

    public IKindStrategy? Find(ResourceId resource) => _strategies.GetValueOrDefault(resource);
}
