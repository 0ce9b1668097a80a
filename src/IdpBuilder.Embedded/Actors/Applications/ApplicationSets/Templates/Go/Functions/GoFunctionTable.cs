using IdpBuilder.Manifests;

namespace IdpBuilder.Embedded.Actors.Applications.ApplicationSets.Templates.Go.Functions;

/// <summary>The functions that templates may call.</summary>
internal sealed class GoFunctionTable
{
    // What Argo CD offers beyond these: a template that uses one is told so, rather than that the function does not exist.
    private static readonly HashSet<string> NotPlayed = new(
        """
        abbrev abbrevboth adler32sum add1f addf ago atoiarr bcrypt biggest block buildCustomCert call chunk date dateInZone dateModify
        date_in_zone date_modify decryptAES derivePassword divf duration durationRound encryptAES genCA genCAWithKey genPrivateKey
        genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey hello htmlDate htmlDateInZone htpasswd js maxf minf
        mulf mustAppend mustChunk mustCompact mustDateModify mustDeepCopy mustFirst mustHas mustInitial mustLast mustMerge
        mustMergeOverwrite mustPrepend mustPush mustRegexFind mustRegexFindAll mustRegexMatch mustRegexReplaceAll
        mustRegexReplaceAllLiteral mustRegexSplit mustRest mustReverse mustSlice mustToDate mustToPrettyJson mustToRawJson mustUniq
        mustWithout must_date_modify now osBase osClean osDir osExt osIsAbs randAlpha randAlphaNum randAscii randBytes randInt randNumeric
        semver semverCompare seq shuffle subf swapcase toDate toDecimal typeIsLike unixEpoch urlJoin urlParse uuidv4 wrap wrapWith b32dec
        b32enc kindOfLike trimall
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    private readonly Dictionary<string, GoFunction> _functions;

    /// <summary>Makes the table.</summary>
    /// <param name="reader">Reads YAML for <c>fromYaml</c>.</param>
    public GoFunctionTable(IManifestReader reader) =>
        _functions = LogicFunctions.All
            .Concat(TextFunctions.All)
            .Concat(NumberFunctions.All)
            .Concat(ListFunctions.All)
            .Concat(MapFunctions.All)
            .Concat(EncodingFunctions.All)
            .Concat(PatternFunctions.All)
            .Concat(PathFunctions.All)
            .Concat(new YamlFunctions(reader).All)
            .ToDictionary(function => function.Name, StringComparer.Ordinal);

    /// <summary>The function of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="failure">Why there is none.</param>
    public GoFunction? Find(string name, out string failure)
    {
        failure = NotPlayed.Contains(name)
            ? $"function {GoText.Quote(name)} is one of Argo CD's, but the embedded cluster does not play it"
            : $"function {GoText.Quote(name)} not defined";
        return _functions.GetValueOrDefault(name);
    }
}
