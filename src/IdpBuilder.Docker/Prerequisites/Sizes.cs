namespace IdpBuilder.Docker.Prerequisites;

/// <summary>Says numbers of bytes.</summary>
internal static class Sizes
{
    /// <summary>In GiB from one on, in MiB below.</summary>
    public static string Text(long bytes) =>
        bytes >= 1L << 30 ? FormattableString.Invariant($"{bytes / (double)(1L << 30):0.0} GiB") : FormattableString.Invariant($"{bytes >> 20} MiB");
}
