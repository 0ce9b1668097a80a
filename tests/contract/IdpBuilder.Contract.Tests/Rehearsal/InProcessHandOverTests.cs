namespace IdpBuilder.Contract.Tests.Rehearsal;

public sealed class InProcessHandOverTests(RehearsedInProcess cluster) : HandOverContract(cluster), IClassFixture<RehearsedInProcess>
{
    // Argo CD makes it when its containers run.
    private const string RedisSecret = "apiVersion: v1\nkind: Secret\nmetadata: {name: argocd-redis}\nstringData: {auth: any}\n";

    [Fact]
    public Task Argo_CD_manages_itself() => HandOverAsync("argocd", RedisSecret);
}
