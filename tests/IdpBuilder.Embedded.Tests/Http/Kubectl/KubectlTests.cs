namespace IdpBuilder.Tests.Http.Kubectl;

public sealed class KubectlTests
{
    private const string Web = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          replicas: 2
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web}}
            spec: {containers: [{name: c, image: nginx}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80}]}
        """;

    [Fact]
    public async Task A_real_kubectl_applies_compares_shows_changes_and_deletes()
    {
        await using var kubectl = KubectlClient.Start();
        var file = kubectl.Write("web.yaml", Web);

        Assert.Contains("deployment.apps/web serverside-applied", await kubectl.RunAsync(0, "apply", "--server-side", "-f", file), StringComparison.Ordinal);
        Assert.Contains("service/web configured", await kubectl.RunAsync(0, "apply", "-f", file), StringComparison.Ordinal);
        Assert.Empty(await kubectl.RunAsync(0, "diff", "-f", file));
        await kubectl.RunAsync(0, "patch", "deployment", "web", "-p", """{"spec":{"replicas":5}}""");
        Assert.Matches(@"web\s+0/5\s+0\s+0\s+\d+s", await kubectl.RunAsync(0, "get", "deploy"));
        Assert.Contains("+  replicas: 2", await kubectl.RunAsync(1, "diff", "-f", file), StringComparison.Ordinal);
        Assert.Contains("5 desired", await kubectl.RunAsync(0, "describe", "deployment", "web"), StringComparison.Ordinal);
        Assert.Contains("deleted", await kubectl.RunAsync(0, "delete", "-f", file), StringComparison.Ordinal);
        Assert.Contains("NotFound", await kubectl.RunAsync(1, "get", "deploy", "web"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_kubectl_learns_what_is_served_waits_and_watches()
    {
        await using var kubectl = KubectlClient.Start();

        Assert.Matches(@"deployments\s+deploy\s+apps/v1\s+true\s+Deployment", await kubectl.RunAsync(0, "api-resources"));
        Assert.Contains("FIELD: replicas <integer>", await kubectl.RunAsync(0, "explain", "deployment.spec.replicas"), StringComparison.Ordinal);
        await kubectl.RunAsync(0, "wait", "--for=jsonpath={.status.phase}=Active", "namespace/default", "--timeout=20s");
        Assert.Contains("kube-system", await kubectl.RunAsync(0, "get", "namespaces", "--watch", "--request-timeout=1s"), StringComparison.Ordinal);
    }
}
