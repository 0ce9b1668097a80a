using IdpBuilder.Clusters;

namespace IdpBuilder.Docker.Prerequisites;

/// <summary>Looks at one thing that clusters need.</summary>
internal interface IPrerequisiteCheck
{
    /// <summary>What it looks at, in a word.</summary>
    string Name { get; }

    /// <summary>Judges a machine by what is known of it.</summary>
    /// <param name="machine">What is known.</param>
    /// <param name="spec">The cluster that is to be made.</param>
    IEnumerable<Prerequisite> Check(MachineFacts machine, ClusterSpec spec);
}
