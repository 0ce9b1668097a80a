namespace IdpBuilder.Core.Tests.Health;

public sealed class WorkloadHealthTests
{
    private const string StatusOfThree = "'observedGeneration':2,'replicas':3,'updatedReplicas':3,'availableReplicas':3";

    [Theory]
    [InlineData("{'spec':{}}", HealthStatus.Healthy, "")]
    [InlineData("{'metadata':{'generation':1},'spec':{'replicas':1}}", HealthStatus.Progressing, "Waiting for rollout to finish: observed deployment generation less than desired generation")]
    [InlineData("{'spec':{'paused':true},'status':{'conditions':[{'type':'Progressing','reason':'ProgressDeadlineExceeded'}]}}", HealthStatus.Suspended, "Deployment is paused")]
    [InlineData("{'metadata':{'name':'web','generation':2},'spec':{'replicas':3},'status':{" + StatusOfThree + "}}", HealthStatus.Healthy, "")]
    [InlineData("{'metadata':{'name':'web','generation':2},'spec':{'replicas':5},'status':{" + StatusOfThree + "}}", HealthStatus.Progressing, "Waiting for rollout to finish: 3 out of 5 new replicas have been updated...")]
    [InlineData("{'metadata':{'name':'web','generation':2},'spec':{'replicas':0},'status':{'observedGeneration':2}}", HealthStatus.Healthy, "")]
    [InlineData("{'metadata':{'generation':2},'spec':{'replicas':3},'status':{'observedGeneration':2,'replicas':4,'updatedReplicas':3,'availableReplicas':3}}", HealthStatus.Progressing, "Waiting for rollout to finish: 1 old replicas are pending termination...")]
    [InlineData("{'metadata':{'generation':2},'spec':{'replicas':3},'status':{'observedGeneration':2,'replicas':3,'updatedReplicas':3,'availableReplicas':1}}", HealthStatus.Progressing, "Waiting for rollout to finish: 1 of 3 updated replicas are available...")]
    [InlineData("{'metadata':{'name':'web'},'status':{'conditions':[{'type':'Available','reason':'ProgressDeadlineExceeded'},{'type':'Progressing','status':'True','reason':'ProgressDeadlineExceeded'}]}}", HealthStatus.Degraded, "Deployment \"web\" exceeded its progress deadline")]
    [InlineData("{'metadata':{'generation':3},'status':{'observedGeneration':2,'conditions':[{'type':'Progressing','reason':'ProgressDeadlineExceeded'}]}}", HealthStatus.Progressing, "Waiting for rollout to finish: observed deployment generation less than desired generation")]
    [InlineData("{'metadata':{'generation':2},'spec':{'replicas':2.0},'status':{'observedGeneration':2,'updatedReplicas':1}}", HealthStatus.Progressing, "Waiting for rollout to finish: 1 out of 2 new replicas have been updated...")]
    public void A_Deployment_rolls_out(string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, "apps/v1", "Deployment", Quoted(json));

    [Theory]
    [InlineData("{'spec':{'replicas':1}}", HealthStatus.Progressing, "Waiting for statefulset spec update to be observed...")]
    [InlineData("{'metadata':{'generation':2},'status':{'observedGeneration':1}}", HealthStatus.Progressing, "Waiting for statefulset spec update to be observed...")]
    [InlineData("{'spec':{'replicas':3},'status':{'observedGeneration':1,'readyReplicas':1}}", HealthStatus.Progressing, "Waiting for 2 pods to be ready...")]
    [InlineData("{'spec':{'replicas':3,'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'partition':1}}},'status':{'observedGeneration':1,'readyReplicas':3,'updatedReplicas':1}}", HealthStatus.Progressing, "Waiting for partitioned roll out to finish: 1 out of 2 new pods have been updated...")]
    [InlineData("{'spec':{'replicas':3,'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{'partition':1}}},'status':{'observedGeneration':1,'readyReplicas':3,'updatedReplicas':2}}", HealthStatus.Healthy, "partitioned roll out complete: 2 new pods have been updated...")]
    [InlineData("{'spec':{'replicas':3,'updateStrategy':{'type':'RollingUpdate','rollingUpdate':{}}},'status':{'observedGeneration':1,'readyReplicas':3}}", HealthStatus.Healthy, "partitioned roll out complete: 0 new pods have been updated...")]
    [InlineData("{'spec':{'updateStrategy':{'type':'OnDelete'}},'status':{'observedGeneration':1,'readyReplicas':4}}", HealthStatus.Healthy, "statefulset has 4 ready pods")]
    [InlineData("{'spec':{'updateStrategy':{'type':'RollingUpdate'}},'status':{'observedGeneration':1,'updatedReplicas':2,'updateRevision':'b','currentRevision':'a'}}", HealthStatus.Progressing, "waiting for statefulset rolling update to complete 2 pods at revision b...")]
    [InlineData("{'status':{'observedGeneration':1,'currentReplicas':2,'updateRevision':'a','currentRevision':'a'}}", HealthStatus.Healthy, "statefulset rolling update complete 2 pods at revision a...")]
    public void A_StatefulSet_rolls_out(string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, "apps/v1", "StatefulSet", Quoted(json));

    [Theory]
    [InlineData("{'metadata':{'generation':1}}", HealthStatus.Progressing, "Waiting for rollout to finish: observed daemon set generation less than desired generation")]
    [InlineData("{'spec':{'updateStrategy':{'type':'OnDelete'}},'status':{'desiredNumberScheduled':3,'updatedNumberScheduled':1}}", HealthStatus.Healthy, "daemon set 1 out of 3 new pods have been updated")]
    [InlineData("{'metadata':{'name':'log'},'status':{'desiredNumberScheduled':3,'updatedNumberScheduled':1}}", HealthStatus.Progressing, "Waiting for daemon set \"log\" rollout to finish: 1 out of 3 new pods have been updated...")]
    [InlineData("{'metadata':{'name':'log'},'status':{'desiredNumberScheduled':3,'updatedNumberScheduled':3,'numberAvailable':2}}", HealthStatus.Progressing, "Waiting for daemon set \"log\" rollout to finish: 2 of 3 updated pods are available...")]
    [InlineData("{'status':{'desiredNumberScheduled':3,'updatedNumberScheduled':3,'numberAvailable':3}}", HealthStatus.Healthy, "")]
    public void A_DaemonSet_rolls_out(string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, "apps/v1", "DaemonSet", Quoted(json));

    [Theory]
    [InlineData("{'metadata':{'generation':1}}", HealthStatus.Progressing, "Waiting for rollout to finish: observed replica set generation less than desired generation")]
    [InlineData("{'spec':{'replicas':2},'status':{'conditions':[{'type':'ReplicaFailure','status':'True','message':'quota'}]}}", HealthStatus.Degraded, "quota")]
    [InlineData("{'spec':{'replicas':2},'status':{'availableReplicas':1,'conditions':[{'type':'ReplicaFailure','status':'False','message':'quota'}]}}", HealthStatus.Progressing, "Waiting for rollout to finish: 1 out of 2 new replicas are available...")]
    [InlineData("{'spec':{'replicas':2},'status':{'availableReplicas':2}}", HealthStatus.Healthy, "")]
    [InlineData("{'status':{'availableReplicas':0}}", HealthStatus.Healthy, "")]
    public void A_ReplicaSet_fills_up(string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, "apps/v1", "ReplicaSet", Quoted(json));

    [Theory]
    [InlineData("{}", HealthStatus.Progressing, "")]
    [InlineData("{'status':{'active':1,'conditions':[]}}", HealthStatus.Progressing, "")]
    [InlineData("{'status':{'conditions':[{'type':'FailureTarget','status':'True','message':'soon'}]}}", HealthStatus.Progressing, "")]
    [InlineData("{'status':{'conditions':[{'type':'Complete','status':'True','message':'Reached expected number of succeeded pods'}]}}", HealthStatus.Healthy, "Reached expected number of succeeded pods")]
    [InlineData("{'status':{'conditions':[{'type':'Failed','status':'True','message':'Job has reached the specified backoff limit'}]}}", HealthStatus.Degraded, "Job has reached the specified backoff limit")]
    [InlineData("{'status':{'conditions':[{'type':'Failed','status':'False','message':'not really'}]}}", HealthStatus.Degraded, "not really")]
    [InlineData("{'status':{'conditions':[{'type':'Complete','message':'done'},{'type':'Failed','message':'no'}]}}", HealthStatus.Degraded, "no")]
    [InlineData("{'status':{'conditions':[{'type':'Suspended','status':'True','message':'Job suspended'}]}}", HealthStatus.Suspended, "Job suspended")]
    [InlineData("{'status':{'conditions':[{'type':'Suspended','status':'False','message':'Job resumed'}]}}", HealthStatus.Healthy, "Job resumed")]
    [InlineData("{'status':{'conditions':[{'type':'Suspended','status':'False','message':'Job resumed'},{'type':'Complete','status':'True'}]}}", HealthStatus.Healthy, "")]
    public void A_Job_ends(string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, "batch/v1", "Job", Quoted(json));

    private static string Quoted(string json) => json.Replace('\'', '"');
}
