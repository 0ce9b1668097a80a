using IdpBuilder.Embedded.Store;

namespace IdpBuilder.Embedded.Registry;

/// <summary>Something the cluster does because an object changed.</summary>
internal interface ICommitReaction
{
    void React(Change change);
}
