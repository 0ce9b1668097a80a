namespace IdpBuilder.Docker.Operations;

public sealed class LayerProgressTests
{
    [Fact]
    public void The_figure_grows_with_the_layers_and_never_falls()
    {
        var seen = new List<int>();
        var progress = new LayerProgress(seen.Add);

        progress.Take(null, "Pulling from kindest/node", 0, 0);
        progress.Take("a", "Downloading", 50, 100);
        progress.Take("b", "Downloading", 0, 100);
        progress.Take("a", "Download complete", 0, 0);
        progress.Take("a", "Extracting", 10, 100);
        progress.Take("b", "Downloading", 100, 100);

        Assert.Equal([50, 100], seen);
    }
}
