namespace IdpBuilder.Core.Tests.Health;

public sealed class PodHealthTests
{
    private const string Crash = "'containerStatuses':[{'name':'ok','state':{'running':{}}},{'name':'c','state':{'waiting':{'reason':'CrashLoopBackOff','message':'back-off 5m0s'}}}]";

    private const string Ready = "'conditions':[{'type':'Ready','status':'True'}]";

    [Theory]
    [InlineData("Always", "'phase':'Running'," + Crash, HealthStatus.Degraded, "back-off 5m0s")]
    [InlineData("Always", "'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':'ErrImagePull','message':'a'}}},{'state':{'waiting':{'reason':'CreateContainerConfigError','message':'b'}}}]", HealthStatus.Degraded, "a, b")]
    [InlineData("Always", "'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':'ContainerCreating','message':'a'}}}]", HealthStatus.Progressing, "")]
    [InlineData("Always", "'phase':'Pending','message':'unschedulable'", HealthStatus.Progressing, "unschedulable")]
    [InlineData("Always", "'phase':'Running'," + Ready, HealthStatus.Healthy, "")]
    [InlineData("Always", "'phase':'Running','conditions':[{'type':'Ready','status':'False'}]", HealthStatus.Progressing, "")]
    [InlineData("Always", "'phase':'Running','containerStatuses':[{'lastState':{'terminated':{'exitCode':1}}}]", HealthStatus.Degraded, "")]
    [InlineData("Always", "'phase':'Running','containerStatuses':[{'lastState':{'terminated':{'exitCode':1}}}]," + Ready, HealthStatus.Healthy, "")]
    [InlineData("Never", "'phase':'Running'," + Ready, HealthStatus.Progressing, "")]
    [InlineData("OnFailure", "'phase':'Running'," + Crash, HealthStatus.Progressing, "")]
    [InlineData("Never", "'phase':'Pending','containerStatuses':[{'state':{'waiting':{'reason':'ImagePullBackOff','message':'no image'}}}]", HealthStatus.Progressing, "")]
    [InlineData("Never", "'phase':'Succeeded','message':'fine'", HealthStatus.Healthy, "fine")]
    [InlineData("Never", "'phase':'Failed','message':'Evicted by the kubelet'", HealthStatus.Degraded, "Evicted by the kubelet")]
    [InlineData("Never", "'phase':'Failed'", HealthStatus.Degraded, "")]
    [InlineData("Never", "'phase':'Failed','containerStatuses':[{'name':'main','state':{'terminated':{'exitCode':3}}}]", HealthStatus.Degraded, "container \"main\" failed with exit code 3")]
    [InlineData("Never", "'phase':'Failed','containerStatuses':[{'name':'main','state':{'terminated':{'exitCode':137,'reason':'OOMKilled'}}}]", HealthStatus.Degraded, "OOMKilled")]
    [InlineData("Never", "'phase':'Failed','containerStatuses':[{'name':'main','state':{'terminated':{'exitCode':3,'message':'it said so'}}}]", HealthStatus.Degraded, "it said so")]
    [InlineData("Never", "'phase':'Failed','initContainerStatuses':[{'name':'i','state':{'terminated':{'exitCode':0}}},{'name':'j','state':{'terminated':{'exitCode':9}}}],'containerStatuses':[{'name':'main','state':{'terminated':{'exitCode':3}}}]", HealthStatus.Degraded, "container \"j\" failed with exit code 9")]
    [InlineData("", "'phase':'Running'", HealthStatus.Unknown, "")]
    [InlineData("Always", "'message':'lost'", HealthStatus.Unknown, "lost")]
    [InlineData("Always", "'phase':'Unknown'", HealthStatus.Unknown, "")]
    public void A_Pod_is_judged_by_how_long_it_is_meant_to_live(string restartPolicy, string status, HealthStatus expected, string message) =>
        Check(restartPolicy, "", status, expected, message);

    [Theory]
    [InlineData("Never", "'argocd.argoproj.io/ignore-restart-policy':'true'", "'phase':'Running'," + Ready, HealthStatus.Healthy, "")]
    [InlineData("Never", "'argocd.argoproj.io/ignore-restart-policy':'true'", "'phase':'Running'," + Crash, HealthStatus.Degraded, "back-off 5m0s")]
    [InlineData("Never", "'argocd.argoproj.io/ignore-restart-policy':'false'", "'phase':'Running'," + Ready, HealthStatus.Progressing, "")]
    [InlineData("Never", "'argocd.argoproj.io/ignore-restart-policy':'true','argocd.argoproj.io/hook':'PreSync'", "'phase':'Running'," + Ready, HealthStatus.Progressing, "")]
    public void An_annotation_has_a_Pod_judged_as_long_running_unless_it_is_a_hook(
        string restartPolicy, string annotations, string status, HealthStatus expected, string message) =>
        Check(restartPolicy, annotations, status, expected, message);

    private static void Check(string restartPolicy, string annotations, string status, HealthStatus expected, string message)
    {
        var json = "{'metadata':{'annotations':{" + annotations + "}},'spec':{'restartPolicy':'" + restartPolicy + "'},'status':{" + status + "}}";
        HealthAssertions.Is(expected, message, "v1", "Pod", json.Replace('\'', '"'));
    }
}
