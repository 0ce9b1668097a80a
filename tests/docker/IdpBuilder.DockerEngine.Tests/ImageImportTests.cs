using IdpBuilder.Clusters;
using IdpBuilder.Errors;

namespace IdpBuilder.DockerEngine;

[Collection(nameof(LivingCluster))]
public sealed class ImageImportTests(LivingCluster living)
{
    private static readonly IReadOnlyList<string> All = LivingCluster.Nodes;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static string Image => Environment.GetEnvironmentVariable("IDPBUILDER_TEST_OTHER_IMAGE")!;

    [Fact]
    public async Task An_archive_reaches_all_nodes_and_the_engines_image_is_then_known_to_be_there()
    {
        TestEngine.RequireEngine();
        var archive = Path.Combine(Directory.CreateTempSubdirectory("idp-image-").FullName, "image.tar");
        try
        {
            await SaveAsync(archive);
            Assert.Equal(All, Assert.Single(await ImportAsync([], [archive])).Imported);
            await AssertAPodRunsItAsync();

            Assert.Equal(All, Assert.Single(await ImportAsync([], [archive])).Present);
            Assert.Equal(All, Assert.Single(await ImportAsync([Image], [])).Present);

            // Only the node that lacks it gets it.
            await ForgetAsync("living-worker");
            var again = Assert.Single(await ImportAsync([Image, Image], []));
            Assert.Equal((Image, "living"), (again.Name, again.Cluster));
            Assert.Equal(["living-worker"], again.Imported);
            Assert.Equal(["living-control-plane", "living-worker2"], again.Present);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(archive)!, recursive: true);
            await Task.WhenAll(All.Select(ForgetAsync));
        }
    }

    [Fact]
    public async Task What_cannot_be_imported_is_told_before_anything_is_sent()
    {
        TestEngine.RequireEngine();

        var failure = await Assert.ThrowsAsync<IdpException>(() => ImportAsync([Image, "no/such:image"], []));

        Assert.Equal("ImageNotFound", failure.Id);
        Assert.Contains("no/such:image", failure.Message);
        Assert.Contains(Image, await living.Engine.Provider.ImageNamesAsync(Stop));
        Assert.Equal(All, Assert.Single(await ImportAsync([Image], [])).Imported);
        await Task.WhenAll(All.Select(ForgetAsync));
    }

    [Fact]
    public async Task A_node_that_does_not_take_an_image_says_why()
    {
        TestEngine.RequireEngine();
        var archive = Path.Combine(Directory.CreateTempSubdirectory("idp-image-").FullName, "image.tar");
        try
        {
            await SaveAsync(archive);
            await using (var file = File.OpenWrite(archive))
            {
                // What is in front is still well; the layers are not.
                file.SetLength(file.Length / 2);
            }

            var failure = await Assert.ThrowsAsync<IdpException>(() => ImportAsync([], [archive]));
            Assert.Contains(failure.Id, new[] { "ImageNotImported", "ImageArchiveInvalid" });
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(archive)!, recursive: true);
        }
    }

    private async Task AssertAPodRunsItAsync()
    {
        var api = (await living.Engine.Provider.ConnectAsync(LivingCluster.Name, Stop)).Api;
        Assert.Equal(["no systemd here"], await TestJob.RunAsync(api, "imported", Image, [], Stop));
    }

    private Task<IReadOnlyList<ClusterImage>> ImportAsync(IReadOnlyList<string> names, IReadOnlyList<string> archives) =>
        living.Engine.Provider.ImportAsync(living.Cluster, new ImageSource(names, archives), new SilentReporter(), Stop);

    private async Task SaveAsync(string path)
    {
        await using var image = await living.Engine.Engine.Images.SaveAsync([Image], Stop);
        await using var file = File.Create(path);
        await image.CopyToAsync(file, Stop);
    }

    private Task ForgetAsync(string node) =>
        living.Engine.Engine.Containers.ExecuteAsync(node, ["ctr", "--namespace=k8s.io", "images", "remove", "--sync", Image], CancellationToken.None);
}
