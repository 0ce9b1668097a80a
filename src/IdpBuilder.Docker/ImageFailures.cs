using IdpBuilder.Docker.Operations;
using IdpBuilder.Errors;

namespace IdpBuilder.Docker;

/// <summary>The failures of images: those that nodes are made of, and those that pods run.</summary>
internal static class ImageFailures
{
    /// <summary>The image cannot be had.</summary>
    public static IdpException ImageNotPulled(string image, string reason, Exception? inner) => new(
        "ImageNotPulled",
        FailureKind.NotFound,
        $"The image '{image}' is not on the engine and could not be pulled: {reason.TrimEnd('.')}. Check the network and the name; without a network, load an archive of it with 'docker load', and as that keeps no digest, give its tag with New-IdpCluster -Image.",
        image,
        inner);

    /// <summary>The image is not one of a node.</summary>
    public static IdpException NotANodeImage(string image, string missing) => new(
        "NodeImageInvalid",
        FailureKind.InvalidData,
        $"The image '{image}' is no node image: it has no '{missing}'. Name one of kindest/node, or one built like those, with New-IdpCluster -Image.",
        image);

    /// <summary>The engine has no such image.</summary>
    public static IdpException ImageNotFound(string name) => new(
        "ImageNotFound",
        FailureKind.NotFound,
        $"The engine has no image '{name}'. Build or pull it there first ('docker images' lists what there is; Tab completes names), or import an archive with Import-IdpImage -Path.",
        name);

    /// <summary>An image that pods could not name.</summary>
    public static IdpException ImageNameless(string source) => new(
        "ImageNameless",
        FailureKind.InvalidData,
        $"'{source}' holds no image with a name and a tag, by which pods could ask for it. Give it one with 'docker tag', save it by that name, and run Import-IdpImage again.",
        source);

    /// <summary>A file that is no archive of images.</summary>
    public static IdpException ArchiveInvalid(string path, string reason, Exception? inner) => new(
        "ImageArchiveInvalid",
        FailureKind.InvalidData,
        $"'{path}' is no archive of images: {reason.TrimEnd('.')}. Give Import-IdpImage -Path a file that 'docker save' or another tool has written as a plain tar or with gzip.",
        path,
        inner);

    /// <summary>A node did not take images.</summary>
    public static IdpException ImageNotImported(string node, CommandResult result) => new(
        "ImageNotImported",
        FailureKind.Failed,
        $"The node '{node}' did not take the images (exit code {result.ExitCode}). The end of what its containerd says:{LogTail.Of(result.Output)}\nMake room if its disk is full, and run Import-IdpImage again.",
        node);
}
