namespace IdpBuilder.Packages;

/// <summary>The order between packages: what a package needs comes before it, otherwise the order in which they were given.</summary>
public static class PackageGraph
{
    /// <summary>Packages that may be installed side by side, one group after the other. Packages of a circle are in no group.</summary>
    public static IReadOnlyList<IReadOnlyList<Package>> Groups(IReadOnlyList<Package> packages)
    {
        var groups = new List<IReadOnlyList<Package>>();
        var places = packages.Select((package, place) => KeyValuePair.Create(package.Name, place)).ToDictionary(StringComparer.Ordinal);
        var needs = packages.Select(package => package.DependsOn.Where(places.ContainsKey).Distinct(StringComparer.Ordinal).ToArray()).ToArray();
        var neededBy = needs
            .SelectMany((needed, place) => needed.Select(name => (Needed: places[name], Place: place)))
            .ToLookup(pair => pair.Needed, pair => pair.Place);
        var left = needs.Select(needed => needed.Length).ToArray();
        var group = Enumerable.Range(0, packages.Count).Where(place => left[place] == 0).ToList();
        while (group.Count > 0)
        {
            groups.Add([.. group.Select(place => packages[place])]);
            group = [.. group.SelectMany(place => neededBy[place]).Where(place => --left[place] == 0).Order()];
        }

        return groups;
    }

    /// <summary>The circles, each from its alphabetically first package back to it, such as a, b, a; every circle once.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Cycles(IReadOnlyList<Package> packages)
    {
        var needs = packages.ToDictionary(package => package.Name, package => package.DependsOn, StringComparer.Ordinal);
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in needs.Keys.Order(StringComparer.Ordinal))
        {
            Visit(name, [], needs, done, found);
        }

        return [.. found.Values];
    }

    private static void Visit(
        string name,
        List<string> path,
        Dictionary<string, IReadOnlyList<string>> needs,
        HashSet<string> done,
        Dictionary<string, IReadOnlyList<string>> found)
    {
        var start = path.IndexOf(name);
        if (start >= 0)
        {
            var cycle = FromFirst(path[start..]);
            found.TryAdd(string.Join('/', cycle), cycle);
            return;
        }

        if (done.Contains(name) || !needs.TryGetValue(name, out var needed))
        {
            return;
        }

        path.Add(name);
        foreach (var next in needed)
        {
            Visit(next, path, needs, done, found);
        }

        path.RemoveAt(path.Count - 1);
        done.Add(name);
    }

    private static List<string> FromFirst(List<string> cycle)
    {
        var first = cycle.IndexOf(cycle.Min(StringComparer.Ordinal)!);
        return [.. cycle[first..], .. cycle[..first], cycle[first]];
    }
}
