using System.Xml.Linq;

namespace IdpBuilder.Tests.Commands;

/// <summary>Reports of what really happened in an embedded cluster.</summary>
public sealed class ReportCommandTests(ReportCommandTests.Platform platform) : IClassFixture<ReportCommandTests.Platform>
{
    private readonly ModuleEngine _engine = platform.Engine;

    [Fact]
    public void A_page_tells_of_the_cluster_its_packages_and_its_workflows()
    {
        var path = platform.PathOf("all.html");
        var run = _engine.Run($"Export-IdpReport '{path}'");

        Assert.Empty(run.Output);
        Assert.Empty(run.Errors);
        var page = XElement.Parse(File.ReadAllText(path)["<!DOCTYPE html>\n".Length..]);
        Assert.Equal(["Cluster demo", "Package failing", "Package import", "Package passing"], page.Descendants("summary").Select(summary => summary.Nodes().OfType<XText>().First().Value).Order(StringComparer.Ordinal));
        Assert.Contains("exit code 3", page.Descendants("pre").Single().Value);
    }

    [Fact]
    public void Hooks_have_the_times_of_their_Jobs_and_lie_inside_of_their_sync()
    {
        var report = Report("-Package passing");
        var package = Assert.Single(report.Spans);

        Assert.Equal((ReportSpanKind.Package, ReportOutcome.Succeeded), (package.Kind, package.Outcome));
        Assert.Equal(["PreSync", "Sync", "PostSync"], package.Children.Select(phase => phase.Name));
        var timed = package.SelfAndDescendants().Where(span => span is { Kind: ReportSpanKind.Hook, Duration: not null }).ToArray();
        Assert.Equal(["check-first", "prepare", "seed"], timed.Select(span => span.Name));
        Assert.All(timed, hook => Assert.True(hook.StartedAt >= package.StartedAt && hook.FinishedAt <= package.FinishedAt && hook.Duration > TimeSpan.Zero));

        // Its policy deleted it, and nobody wrote down how long it took.
        var deleted = package.SelfAndDescendants().Single(span => span.Name == "announce");
        Assert.Equal((ReportOutcome.Succeeded, null, null), (deleted.Outcome, deleted.StartedAt, deleted.FinishedAt));
    }

    [Fact]
    public void A_failure_is_the_hook_it_began_in()
    {
        var failure = Assert.Single(Report("-Package fail*").Failures);

        Assert.Equal(("failing", "failing › Sync › wave 1 › Job seed"), (failure.Package, failure.Where));
        Assert.Contains("exit code 3", failure.Message);
    }

    [Fact]
    public void A_workflow_that_is_a_hook_shows_its_nodes()
    {
        var hook = Report("-Package import").AllSpans().Single(span => span.Kind == ReportSpanKind.Hook);
        Assert.Equal(["bucket", "user"], hook.Children.Select(node => node.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Packages_that_were_applied_without_Argo_CD_know_the_times_of_all_their_objects()
    {
        var report = _engine.Run($"""
            $null = New-IdpCluster direct -Provider Embedded
            $null = Install-IdpPackage '{Repository.PathOf("examples", "03-hooks", "passing")}' -Direct -Cluster direct
            Export-IdpReport '{platform.PathOf("direct.html")}' -Cluster direct -PassThru
            Remove-IdpCluster direct
            """).Single<Report>();
        var package = report.Spans.Single(span => span.Kind == ReportSpanKind.Package);

        Assert.NotNull(package.Duration);
        var work = package.SelfAndDescendants().Where(span => span.IsWork).ToArray();
        Assert.Contains(work, span => span.Name == "announce");
        Assert.All(work, span => Assert.NotNull(span.StartedAt));
        Assert.All(work.Where(span => span.Kind == ReportSpanKind.Hook), hook => Assert.NotNull(hook.Duration));
    }

    [Fact]
    public void The_session_that_made_a_cluster_knows_the_steps_of_its_making()
    {
        var report = _engine.Run($"""
            $null = New-IdpCluster stepwise -Provider Embedded -Listen -KubeConfig '{platform.PathOf("config")}'
            Export-IdpReport '{platform.PathOf("stepwise.html")}' -Cluster stepwise -PassThru
            Remove-IdpCluster stepwise
            """).Single<Report>();
        var cluster = report.Spans.First();

        Assert.Equal(ReportSpanKind.Cluster, cluster.Kind);
        Assert.NotNull(cluster.Children.Single(step => step.Name == "writing the kubeconfig").Duration);
        Assert.Single(cluster.Children, step => step.Type == "Node");
    }

    [Fact]
    public void Another_session_makes_the_same_report_of_what_ran()
    {
        var file = platform.PathOf("shared");
        var mine = _engine.Run($"""
            $null = New-IdpCluster shared -Provider Embedded -Listen -KubeConfig '{file}'
            $null = Install-IdpPackage '{Repository.PathOf("examples", "04-workflow-hook", "package")}' -Cluster shared | Wait-IdpPackage
            Export-IdpReport '{platform.PathOf("mine.html")}' -Cluster shared -Package delivery -PassThru
            """).Single<Report>();
        using var another = new ModuleEngine();
        var theirs = another.Run($"$null = Connect-IdpCluster -KubeConfig '{file}' -Name shared; Export-IdpReport '{platform.PathOf("theirs.html")}' -Package delivery -PassThru").Single<Report>();
        _engine.Run("Remove-IdpCluster shared");

        Assert.Equal(mine.AllSpans().Select(Told), theirs.AllSpans().Select(Told));
        Assert.Contains(mine.AllSpans(), span => span is { Kind: ReportSpanKind.Node, Duration: not null });

        static (string, DateTimeOffset?, DateTimeOffset?, ReportOutcome, string) Told(ReportSpan span) => ($"{span}", span.StartedAt, span.FinishedAt, span.Outcome, span.Message);
    }

    [Fact]
    public void Workflows_of_the_pipeline_are_told_of_alone()
    {
        var report = _engine.Run($"Get-IdpWorkflow prepare -Namespace import | Export-IdpReport '{platform.PathOf("one.html")}' -PassThru").Single<Report>();
        Assert.Equal(["Workflow prepare"], report.Spans.Select(span => span.Title));
    }

    [Fact]
    public void Packages_and_workflows_of_no_name_are_errors_and_leave_no_file()
    {
        var path = platform.PathOf("absent.html");

        Assert.Equal("PackageNotFound", _engine.Run($"Export-IdpReport '{path}' -Package absent -ErrorAction Continue").Errors.Single().FullyQualifiedErrorId.Split(',')[0]);
        Assert.Equal("WorkflowNotFound", _engine.Run($"Export-IdpReport '{path}' -Workflow absent -ErrorAction Continue").Errors.Single().FullyQualifiedErrorId.Split(',')[0]);
        Assert.Empty(_engine.Run($"@() | Export-IdpReport '{path}'").Errors);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Markdown_without_a_path_is_text_and_for_a_summary_it_is_added()
    {
        var text = _engine.Run("Export-IdpReport -Markdown -Package passing").Single<string>();
        Assert.StartsWith("# ✅ passing in cluster demo: all went well\n", text);

        // A summary's file has no extension, and may hold what other steps wrote.
        var summary = platform.PathOf("summary");
        File.WriteAllText(summary, "before\n");
        Assert.Empty(_engine.Run($"Export-IdpReport '{summary}' -Markdown -Append -Package passing").Errors);
        Assert.StartsWith("before\n# ✅ passing in cluster demo", File.ReadAllText(summary));
    }

    [Theory]
    [InlineData("-NoClobber", "ReportExists")]
    [InlineData("-Append", "ReportNotAppendable")]
    public void A_file_that_is_there_stays_when_it_is_not_to_be_written(string parameter, string id)
    {
        var path = platform.PathOf($"{id}.html");
        File.WriteAllText(path, "mine");

        Assert.StartsWith(id + ",", _engine.Fail($"Export-IdpReport '{path}' {parameter}").FullyQualifiedErrorId);
        Assert.Equal("mine", File.ReadAllText(path));
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_an_error_and_a_read_only_one_takes_force()
    {
        Assert.StartsWith("ReportNotWritten,", _engine.Fail($"Export-IdpReport '{platform.PathOf("no", "such", "x.html")}'").FullyQualifiedErrorId);
        Assert.StartsWith("ReportNotWritten,", _engine.Fail("Export-IdpReport Variable:x").FullyQualifiedErrorId);

        var path = platform.PathOf("read-only.html");
        File.WriteAllText(path, "old");
        File.SetAttributes(path, FileAttributes.ReadOnly);
        Assert.Empty(_engine.Run($"Export-IdpReport '{path}' -Force").Errors);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path));
        Assert.Empty(Directory.EnumerateFiles(platform.PathOf(), "*.tmp"));
    }

    [Fact]
    public void Things_of_several_clusters_are_refused()
    {
        var failure = _engine.Fail($$"""
            $null = New-IdpCluster second -Provider Embedded
            $null = Install-IdpPackage '{{Repository.PathOf("examples", "03-hooks", "passing")}}' -Cluster second
            try { @(Get-IdpPackage -Cluster demo) + @(Get-IdpPackage -Cluster second) | Export-IdpReport '{{platform.PathOf("both.html")}}' }
            finally { Remove-IdpCluster second }
            """);
        Assert.StartsWith("ReportOfSeveralClusters,", failure.FullyQualifiedErrorId);
    }

    [Fact]
    public void Nothing_is_written_in_a_rehearsal()
    {
        var path = platform.PathOf("rehearsed.html");
        Assert.Empty(_engine.Run($"Export-IdpReport '{path}' -WhatIf").Errors);
        Assert.False(File.Exists(path));
    }

    private Report Report(string arguments) =>
        _engine.Run($"Export-IdpReport '{platform.PathOf($"{Guid.NewGuid():N}.html")}' {arguments} -PassThru").Single<Report>();

    /// <summary>A cluster in which hooks have passed and failed, and workflows ran.</summary>
    public sealed class Platform : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Platform() => Engine.Run($"""
            $null = New-IdpCluster demo -Provider Embedded
            $null = Install-IdpPackage '{Repository.PathOf("examples", "03-hooks", "passing")}', '{Repository.PathOf("examples", "03-hooks", "failing")}', '{Repository.PathOf("examples", "05-workflows", "package")}' |
                Wait-IdpPackage -ErrorAction SilentlyContinue
            """);

        public ModuleEngine Engine { get; } = new();

        public string PathOf(params string[] parts) => Path.Combine([_folder.Path, .. parts]);

        public void Dispose()
        {
            Engine.Dispose();
            _folder.Dispose();
        }
    }
}
