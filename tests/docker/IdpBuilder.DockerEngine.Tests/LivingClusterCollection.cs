namespace IdpBuilder.DockerEngine;

[CollectionDefinition(nameof(LivingCluster))]
public sealed class LivingClusterCollection : ICollectionFixture<LivingCluster>;
