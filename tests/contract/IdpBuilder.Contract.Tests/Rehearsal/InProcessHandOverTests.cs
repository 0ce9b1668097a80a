namespace IdpBuilder.Contract.Tests.Rehearsal;

public sealed class InProcessHandOverTests(RehearsedInProcess cluster) : HandOverContract(cluster), IClassFixture<RehearsedInProcess>
{
    // Argo CD makes it when its containers run.
    private const string RedisSecret = "apiVersion: v1\nkind: Secret\nmetadata: {name: argocd-redis}\nstringData: {auth: any}\n";

    // Upstream's definition gives types to what may be empty, which 1.20 takes for null when it was compiled by a newer Go than its own.
    [Fact]
    public Task Argo_CD_manages_itself() => HandOverAsync("argocd", RedisSecret);
}
