namespace IdpBuilder.Core.Tests.Health;

public sealed class CustomResourceHealthTests
{
    [Theory]
    [InlineData("{}", HealthStatus.Unknown, "failed to read CustomResourceDefinition: status is missing where an object is expected")]
    [InlineData("{'status':{}}", HealthStatus.Progressing, "Status conditions not found")]
    [InlineData("{'status':{'conditions':[]}}", HealthStatus.Progressing, "Status conditions not found")]
    [InlineData("{'status':{'conditions':[{'type':'NamesAccepted','status':'True'},{'type':'Established','status':'True'}]}}", HealthStatus.Healthy, "CRD is healthy")]
    [InlineData("{'status':{'conditions':[{'type':'NamesAccepted','status':'True'}]}}", HealthStatus.Degraded, "CRD is not established")]
    [InlineData("{'status':{'conditions':[{'type':'NamesAccepted','status':'False','message':'kind taken'},{'type':'Established','status':'True'}]}}", HealthStatus.Degraded, "CRD names have not been accepted: kind taken")]
    [InlineData("{'status':{'conditions':[{'type':'Established','status':'False','reason':'Installing'},{'type':'NamesAccepted','status':'False','message':'kind taken'}]}}", HealthStatus.Progressing, "CRD is being installed")]
    [InlineData("{'status':{'conditions':[{'type':'Established','status':'False','reason':'NotAccepted'}]}}", HealthStatus.Degraded, "CRD is not established")]
    [InlineData("{'status':{'conditions':[{'type':'NonStructuralSchema','status':'True','message':'spec.x'},{'type':'Established','status':'True'}]}}", HealthStatus.Degraded, "Schema violations found: spec.x")]
    [InlineData("{'status':{'conditions':[{'type':'Established','status':'True'},{'type':'Terminating','status':'True','message':'instances remain'}]}}", HealthStatus.Progressing, "CRD is terminating: instances remain")]
    [InlineData("{'status':{'conditions':[{'type':'Terminating','status':'True'}]}}", HealthStatus.Unknown, "failed to read CustomResourceDefinition: status.conditions[0].message is missing where a text is expected")]
    public void A_CustomResourceDefinition_is_served(string json, HealthStatus status, string message) =>
        Check("apiextensions.k8s.io/v1", "CustomResourceDefinition", json, status, message);

    [Theory]
    [InlineData("{}", HealthStatus.Progressing, "")]
    [InlineData("{'status':{'phase':'Pending'}}", HealthStatus.Progressing, "")]
    [InlineData("{'status':{'phase':'Running','message':'step 1'}}", HealthStatus.Progressing, "step 1")]
    [InlineData("{'status':{'phase':'Succeeded'}}", HealthStatus.Healthy, "")]
    [InlineData("{'status':{'phase':'Failed','message':'child failed'}}", HealthStatus.Degraded, "child failed")]
    [InlineData("{'status':{'phase':'Error','message':'no pod'}}", HealthStatus.Degraded, "no pod")]
    [InlineData("{'status':{'phase':'Odd'}}", HealthStatus.Unknown, "")]
    public void A_Workflow_succeeds(string json, HealthStatus status, string message) =>
        Check("argoproj.io/v1alpha1", "Workflow", json, status, message);

    [Theory]
    [InlineData("{}", HealthStatus.Healthy, "CronWorkflow is healthy.")]
    [InlineData("{'status':{'conditions':[{'type':'SpecError','status':'False','message':'x'}]}}", HealthStatus.Healthy, "CronWorkflow is healthy.")]
    [InlineData("{'status':{'conditions':[{'type':'SpecError','status':'True','message':'bad schedule'}]}}", HealthStatus.Degraded, "bad schedule")]
    [InlineData("{'status':{'conditions':[{'type':'SubmissionError','status':'True','message':'no rights'}]}}", HealthStatus.Degraded, "no rights")]
    [InlineData("{'status':{'conditions':[{'type':'Completed','status':'True','message':'stopped'},{'type':'SpecError','status':'True','message':'bad'}]}}", HealthStatus.Healthy, "stopped")]
    public void A_CronWorkflow_can_be_scheduled(string json, HealthStatus status, string message) =>
        Check("argoproj.io/v1alpha1", "CronWorkflow", json, status, message);

    [Theory]
    [InlineData("{}", HealthStatus.Progressing, "")]
    [InlineData("{'status':{'sync':{'status':'Synced'}}}", HealthStatus.Progressing, "")]
    [InlineData("{'status':{'health':{'status':'Healthy'}}}", HealthStatus.Healthy, "")]
    [InlineData("{'status':{'health':{'status':'Degraded','message':'Caused by Pod:a/b'}}}", HealthStatus.Degraded, "Caused by Pod:a/b")]
    [InlineData("{'status':{'health':{'status':'Missing'}}}", HealthStatus.Missing, "")]
    [InlineData("{'status':{'health':{'status':'Suspended'}}}", HealthStatus.Suspended, "")]
    [InlineData("{'status':{'health':{'status':'Unknown'}}}", HealthStatus.Unknown, "")]
    [InlineData("{'status':{'health':{'status':'healthy'}}}", HealthStatus.Unknown, "Lua returned an invalid health status")]
    [InlineData("{'status':{'health':{}}}", HealthStatus.Unknown, "Lua returned an invalid health status")]
    public void An_Application_says_its_health_itself(string json, HealthStatus status, string message) =>
        Check("argoproj.io/v1alpha1", "Application", json, status, message);

    [Theory]
    [InlineData("{}", HealthStatus.Progressing, "Waiting for the status to be reported")]
    [InlineData("{'status':{'conditions':[{'type':'ParametersGenerated','status':'True','message':'x'}]}}", HealthStatus.Progressing, "Waiting for the status to be reported")]
    [InlineData("{'status':{'conditions':[{'type':'ResourcesUpToDate','status':'True','message':'all generated'}]}}", HealthStatus.Healthy, "all generated")]
    [InlineData("{'status':{'conditions':[{'type':'ResourcesUpToDate','status':'True','message':'a'},{'type':'RolloutProgressing','status':'True','message':'rolling'}]}}", HealthStatus.Progressing, "rolling")]
    [InlineData("{'status':{'conditions':[{'type':'RolloutProgressing','status':'True','message':'rolling'},{'type':'ResourcesUpToDate','status':'False','message':'behind'}]}}", HealthStatus.Degraded, "behind")]
    [InlineData("{'status':{'conditions':[{'type':'ResourcesUpToDate','status':'False','message':'behind'},{'type':'ErrorOccurred','status':'True','message':'no repo'}]}}", HealthStatus.Degraded, "no repo")]
    public void An_ApplicationSet_is_up_to_date(string json, HealthStatus status, string message) =>
        Check("argoproj.io/v1alpha1", "ApplicationSet", json, status, message);

    [Theory]
    [InlineData("{}", HealthStatus.Unknown, "No status")]
    [InlineData("{'status':{'phase':'Progressing','canaryWeight':10,'conditions':[{'message':'New revision detected.'}]}}", HealthStatus.Progressing, "Progressing --- Canary Weight: 10 % --- New revision detected.")]
    [InlineData("{'status':{'phase':'Promoting','canaryWeight':0,'conditions':[{'message':'a'},{'message':'b'}]}}", HealthStatus.Progressing, "Promoting --- a --- b")]
    [InlineData("{'status':{'phase':'Finalising','canaryWeight':0,'conditions':[{'message':'a'}]}}", HealthStatus.Progressing, "Finalising --- a")]
    [InlineData("{'status':{'phase':'Failed','canaryWeight':0,'conditions':[{'message':'a'}]}}", HealthStatus.Degraded, "Failed --- a")]
    [InlineData("{'status':{'phase':'Succeeded','canaryWeight':0,'conditions':[{'message':'a'}]}}", HealthStatus.Healthy, "Succeeded --- a")]
    [InlineData("{'status':{'phase':'Initialized','canaryWeight':0,'conditions':[{'message':'a'}]}}", HealthStatus.Healthy, "Initialized --- a")]
    [InlineData("{'status':{'phase':'Waiting','canaryWeight':0,'conditions':[{'message':'a'}]}}", HealthStatus.Unknown, "Waiting --- a")]
    [InlineData("{'status':{'phase':'Waiting','conditions':[{'message':'a'}]}}", HealthStatus.Unknown, "failed to read Canary: status.canaryWeight is missing where a whole number is expected")]
    [InlineData("{'status':{'phase':'Succeeded','canaryWeight':0}}", HealthStatus.Unknown, "failed to read Canary: status.conditions is missing where a list is expected")]
    public void A_Canary_is_promoted(string json, HealthStatus status, string message) =>
        Check("flagger.app/v1beta1", "Canary", json, status, message);

    [Theory]
    [InlineData("PipelineRun", "{}", HealthStatus.Progressing, "")]
    [InlineData("PipelineRun", "{'status':{'conditions':[{'type':'Succeeded','status':'Unknown','reason':'Running','message':'Tasks Completed: 1, Incomplete: 2, Skipped: 0'}]}}", HealthStatus.Progressing, "Tasks Completed: 1, Incomplete: 2, Skipped: 0")]
    [InlineData("PipelineRun", "{'status':{'conditions':[{'type':'Succeeded','status':'True','reason':'Completed','message':'done'}]}}", HealthStatus.Healthy, "done")]
    [InlineData("PipelineRun", "{'status':{'conditions':[{'type':'Succeeded','status':'False','reason':'Cancelled','message':'stopped'}]}}", HealthStatus.Degraded, "stopped")]
    [InlineData("PipelineRun", "{'status':{'conditions':[{'type':'Succeeded','status':'Unknown','reason':'PipelineRunPending','message':'waits'}]}}", HealthStatus.Suspended, "waits")]
    [InlineData("TaskRun", "{'status':{'conditions':[{'type':'Succeeded','status':'Unknown','reason':'TaskRunPending','message':'waits'}]}}", HealthStatus.Suspended, "waits")]
    [InlineData("TaskRun", "{'status':{'conditions':[{'type':'Succeeded','status':'Unknown','reason':'Pending','message':'pod'}]}}", HealthStatus.Progressing, "pod")]
    [InlineData("TaskRun", "{'status':{'conditions':[{'type':'Succeeded','status':'False','reason':'StepFailed','message':'exit 1'}]}}", HealthStatus.Degraded, "exit 1")]
    public void A_Tekton_run_succeeds(string kind, string json, HealthStatus status, string message) =>
        Check("tekton.dev/v1", kind, json, status, message);

    private static void Check(string apiVersion, string kind, string json, HealthStatus status, string message) =>
        HealthAssertions.Is(status, message, apiVersion, kind, json.Replace('\'', '"'));
}
