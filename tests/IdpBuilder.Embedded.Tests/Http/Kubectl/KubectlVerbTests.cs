namespace IdpBuilder.Tests.Http.Kubectl;

/// <summary>What people and scripts do with kubectl, one command a row, on one cluster; no row needs another.</summary>
public sealed class KubectlVerbTests(KubectlCluster cluster) : IClassFixture<KubectlCluster>
{
    [Theory]
    [InlineData("create namespace a1", "namespace/a1 created")]
    [InlineData("create configmap a1 --from-literal=a=b", "configmap/a1 created")]
    [InlineData("create secret generic a1 --from-literal=a=b", "secret/a1 created")]
    [InlineData("create secret docker-registry a2 --docker-server=x --docker-username=u --docker-password=p", "secret/a2 created")]
    [InlineData("create serviceaccount a1", "serviceaccount/a1 created")]
    [InlineData("create deployment a1 --image=nginx --replicas=0 --port=80", "deployment.apps/a1 created")]
    [InlineData("create job a1 --image=busybox -- echo hi", "job.batch/a1 created")]
    [InlineData("create job a2 --from=cronjob/none", "cronjobs.batch \"none\" not found", 1)]
    [InlineData("create cronjob a1 --image=busybox --schedule=@yearly", "cronjob.batch/a1 created")]
    [InlineData("create service clusterip a1 --tcp=80:8080", "service/a1 created")]
    [InlineData("create service nodeport a2 --tcp=80:http", "service/a2 created")]
    [InlineData("create service loadbalancer a3 --tcp=80", "service/a3 created")]
    [InlineData("create service externalname a4 --external-name=example.org", "service/a4 created")]
    [InlineData("create role a1 --verb=get,list --resource=pods,deployments.apps", "role.rbac.authorization.k8s.io/a1 created")]
    [InlineData("create rolebinding a1 --role=a1 --serviceaccount=a:b", "rolebinding.rbac.authorization.k8s.io/a1 created")]
    [InlineData("create clusterrole a1 --verb=get --resource=nodes", "clusterrole.rbac.authorization.k8s.io/a1 created")]
    [InlineData("create clusterrolebinding a1 --clusterrole=a1 --user=joe", "clusterrolebinding.rbac.authorization.k8s.io/a1 created")]
    [InlineData("create quota a1 --hard=cpu=1,pods=5", "resourcequota/a1 created")]
    [InlineData("create pdb a1 --selector=app=a1 --min-available=50%", "poddisruptionbudget.policy/a1 created")]
    [InlineData("create priorityclass a1 --value=1000", "priorityclass.scheduling.k8s.io/a1 created")]
    [InlineData("create ingress a1 --rule=example.org/*=web:80", "ingress.networking.k8s.io/a1 created")]
    [InlineData("create token default --duration=10m", "eyJ")]
    [InlineData("create token default --duration=1m", "may not specify a duration less than 10 minutes", 1)]
    [InlineData("run a1 --image=nginx --port=80", "pod/a1 created")]
    [InlineData("expose deployment web --port=80 --name=a5", "service/a5 exposed")]
    [InlineData("autoscale deployment web --min=1 --max=3 --cpu-percent=80", "horizontalpodautoscaler.autoscaling/web autoscaled")]
    public Task Things_are_created(string command, string expected, int exitCode = 0) => ExpectAsync(exitCode, expected, command);

    [Theory]
    [InlineData("scale deployment web --replicas=2", "deployment.apps/web scaled")]
    [InlineData("scale deployment web --current-replicas=9 --replicas=1", "Expected replicas to be 9, was 2", 1)]
    [InlineData("set env deployment/web A=B", "deployment.apps/web env updated")]
    [InlineData("set resources deployment/web --limits=cpu=200m", "deployment.apps/web resource requirements updated")]
    [InlineData("set serviceaccount deployment web default", "deployment.apps/web serviceaccount updated")]
    [InlineData("rollout history deployment/web", "REVISION")]
    [InlineData("label pod alive x=y", "pod/alive labeled")]
    [InlineData("annotate pod alive x=y", "pod/alive annotated")]
    [InlineData("taint node embedded-control-plane k=v:NoSchedule --dry-run=server", "node/embedded-control-plane tainted")]
    [InlineData("cordon embedded-control-plane --dry-run=server", "cordoned (server dry run)")]
    [InlineData("drain embedded-control-plane --force --ignore-daemonsets --dry-run=server", "evicting pod given/alive (server dry run)")]
    [InlineData("delete namespace default", "this namespace may not be deleted", 1)]
    [InlineData("delete cronjob none --cascade=orphan --ignore-not-found", "")]
    public Task Things_are_changed(string command, string expected, int exitCode = 0) => ExpectAsync(exitCode, expected, command);

    [Theory]
    [InlineData("auth can-i create pods", "yes")]
    [InlineData("auth can-i create pods --as=joe", "no", 1)]
    [InlineData("get pods --as=joe", "pods is forbidden: User \"joe\" cannot list resource \"pods\" in API group \"\" in the namespace \"given\"", 1)]
    [InlineData("get pods --as=joe --as-group=system:masters -o name", "pod/alive")]
    [InlineData("auth can-i --list", "*.*")]
    [InlineData("auth whoami --as=system:serviceaccount:given:default", "system:serviceaccounts:given")]
    [InlineData("logs said", "one\ntwo\nthree")]
    [InlineData("logs said --tail=1 -f", "three")]
    [InlineData("logs said --limit-bytes=3 --prefix", "[pod/said/main] one")]
    [InlineData("logs said --since-time=2999-01-01T00:00:00Z", "")]
    [InlineData("logs said --previous", "previous terminated container \"main\" in pod \"said\" not found", 1)]
    [InlineData("exec alive -- ls", "no container runs in an embedded cluster: exec is not possible", 1)]
    [InlineData("attach alive", "no container runs in an embedded cluster: attach is not possible", 1)]
    [InlineData("port-forward pod/alive :80", "no container runs in an embedded cluster: portforward is not possible", 1)]
    [InlineData("top pod", "Metrics API not available", 1)]
    [InlineData("get events", "Scheduled")]
    [InlineData("events --for=pod/said", "Pod/said")]
    [InlineData("get pods --watch --output-watch-events --request-timeout=1s", "ADDED")]
    [InlineData("get all", "deployment.apps/web")]
    [InlineData("get deployment web --subresource=scale -o jsonpath={.kind}", "Scale")]
    [InlineData("wait --for=condition=Available deployment/web --timeout=30s", "deployment.apps/web condition met")]
    [InlineData("wait --for=condition=complete job/done --timeout=30s", "job.batch/done condition met")]
    [InlineData("wait --for=delete pod/none --timeout=5s", "")]
    [InlineData("wait --for=create deployment/web --timeout=5s", "deployment.apps/web condition met")]
    [InlineData("wait --for=jsonpath={.status.phase}=Succeeded pod/said --timeout=30s", "pod/said condition met")]
    [InlineData("describe pod said", "Status:           Succeeded")]
    [InlineData("cluster-info", "Kubernetes control plane is running at https://127.0.0.1:")]
    [InlineData("version", "Server Version: v1.34")]
    [InlineData("config view --minify", "current-context: idp-kubectl")]
    [InlineData("get --raw /readyz?verbose", "readyz check passed")]
    [InlineData("get --raw /livez/ping", "ok")]
    [InlineData("get --raw /healthz/none", "the server could not find the requested resource", 1)]
    [InlineData("explain deployment.spec --output=plaintext-openapiv2", "replicas\t<integer>")]
    public Task Questions_are_answered(string command, string expected, int exitCode = 0) => ExpectAsync(exitCode, expected, command);

    [Fact]
    public async Task A_rollout_is_restarted_paused_and_undone()
    {
        await RunAsync(0, "create deployment roll --image=nginx:1");
        await RunAsync(0, "set image deployment/roll nginx=nginx:2");
        await RunAsync(0, "rollout restart deployment/roll");
        Assert.Contains("paused", await RunAsync(0, "rollout pause deployment/roll"), StringComparison.Ordinal);
        Assert.Contains("resumed", await RunAsync(0, "rollout resume deployment/roll"), StringComparison.Ordinal);
        Assert.Contains("successfully rolled out", await RunAsync(0, "rollout status deployment/roll --timeout=30s"), StringComparison.Ordinal);
        await RunAsync(0, "rollout undo deployment/roll --to-revision=1");

        Assert.Equal("nginx:1", await RunAsync(0, "get deployment roll -o jsonpath={.spec.template.spec.containers[0].image}"));
    }

    [Fact]
    public async Task Dependents_are_orphaned_or_deleted_as_asked()
    {
        await RunAsync(0, "create deployment gone --image=nginx");
        await RunAsync(0, "wait --for=condition=Available deployment/gone --timeout=30s");

        await RunAsync(0, "delete deployment gone --cascade=orphan");
        Assert.Contains("replicaset.apps/gone-", await RunAsync(0, "get rs -l app=gone -o name"), StringComparison.Ordinal);
        await RunAsync(0, "delete rs -l app=gone --cascade=foreground --timeout=30s");
        Assert.Empty(await RunAsync(0, "get rs,pods -l app=gone -o name"));
    }

    [Fact]
    public async Task Unknown_fields_are_refused_warned_of_or_ignored()
    {
        var file = cluster.Write("unknown.yaml", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"unknown"},"dat":{"a":"b"}}""");

        Assert.Contains("strict decoding error: unknown field \"dat\"", await RunAsync(1, $"create -f {file}"), StringComparison.Ordinal);
        Assert.StartsWith("configmap/unknown created", await RunAsync(0, $"create -f {file} --validate=ignore"), StringComparison.Ordinal);
        Assert.Contains("Warning: unknown field \"dat\"", await RunAsync(0, $"replace -f {file} --validate=warn"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_is_not_served_is_named()
    {
        var file = cluster.Write("old.yaml", """{"apiVersion":"policy/v1beta1","kind":"PodDisruptionBudget","metadata":{"name":"old"}}""");

        Assert.Contains(
            "no matches for kind \"PodDisruptionBudget\" in version \"policy/v1beta1\"", await RunAsync(1, $"create -f {file}"), StringComparison.Ordinal);
    }

    private async Task ExpectAsync(int exitCode, string expected, string command)
    {
        var printed = (await RunAsync(exitCode, command)).ReplaceLineEndings("\n");
        if (expected.Length == 0)
        {
            Assert.Empty(printed);
        }

        Assert.Contains(expected, printed, StringComparison.Ordinal);
    }

    private Task<string> RunAsync(int exitCode, string command)
    {
        var arguments = command.Split(' ');
        var end = Array.IndexOf(arguments, "--");
        return cluster.RunAsync(exitCode, [.. arguments.Take(end < 0 ? arguments.Length : end), "-n", KubectlCluster.Namespace, .. arguments.Skip(end < 0 ? arguments.Length : end)]);
    }
}
