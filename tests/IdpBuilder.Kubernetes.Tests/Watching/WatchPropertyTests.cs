using System.Text;
using CsCheck;
using IdpBuilder.Kubernetes.Tests.Scripted;
using IdpBuilder.Kubernetes.Watching;
using IdpBuilder.Manifests;

namespace IdpBuilder.Kubernetes.Tests.Watching;

public sealed class WatchPropertyTests
{
    private static readonly Gen<(int Name, int Version, bool Exists)[]> Histories =
        Gen.Select(Gen.Int[0, 4], Gen.Int[1, 3], Gen.Bool).Array[0, 30];

    [Fact]
    public void However_a_history_is_cut_into_lists_and_events_its_reader_ends_with_what_exists()
    {
        Gen.Select(Histories, Gen.Int[0, 30].HashSet[0, 6]).Sample((history, relists) =>
        {
            var known = new KnownObjects();
            var server = new SortedDictionary<string, Manifest>(StringComparer.Ordinal);
            var reader = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var clock = 0;
            foreach (var (index, (number, version, exists)) in history.Index())
            {
                var name = $"object-{number}";
                var item = new Manifest(Documents.Object(name, ++clock, $"uid-{version}"));
                var events = new List<WatchEvent>();
                var before = server.GetValueOrDefault(name);
                Change(server, name, item, exists);
                if (relists.Contains(index))
                {
                    events.AddRange(known.Replace(new ManifestList([.. server.Values], $"{clock}")));
                }
                else if (exists)
                {
                    // Whoever makes an object anew deletes it first.
                    Tell(known, before is { } old && old.Uid != item.Uid ? old : null, item, events);
                }
                else if (before is not null)
                {
                    known.Drop(before, events);
                }

                Read(reader, events);
            }

            Assert.Equal(server.Select(entry => $"{entry.Key}@{entry.Value.ResourceVersion}"), reader.Values);
        });
    }

    [Fact]
    public async Task Lines_come_out_whole_however_they_were_cut()
    {
        await Gen.Select(Gen.String[Gen.Char["abü\u20ac "], 0, 60].Array[0, 20], Gen.Int[1, 40]).SampleAsync(async (lines, size) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")) + "cut off");
            using var content = new StreamContent(new SmallReads(bytes, size));
            using var reader = new Kubernetes.Requests.LineReader(
                new HttpResponseMessage { Content = content }, Timeout.InfiniteTimeSpan, TimeProvider.System);
            var read = new List<string>();
            while (await reader.ReadAsync(default) is { } line)
            {
                read.Add(Encoding.UTF8.GetString(line.Span));
            }

            Assert.Equal(lines, read);
            Assert.Equal("cut off", Encoding.UTF8.GetString(reader.Remainder.Span));
        }, iter: 100);
    }

    private static void Change(SortedDictionary<string, Manifest> server, string name, Manifest item, bool exists)
    {
        if (exists)
        {
            server[name] = item;
        }
        else
        {
            server.Remove(name);
        }
    }

    private static void Tell(KnownObjects known, Manifest? deletedBefore, Manifest item, List<WatchEvent> events)
    {
        if (deletedBefore is not null)
        {
            known.Drop(deletedBefore, events);
        }

        known.Take(item, events);
    }

    // A reader that believes the events: an object is added once, changed only while it is there, deleted only while it is there.
    private static void Read(SortedDictionary<string, string> reader, List<WatchEvent> events)
    {
        foreach (var change in events)
        {
            var name = change.Object!.Name;
            Assert.Equal(change.Type != WatchEventType.Added, reader.ContainsKey(name));
            if (change.Type == WatchEventType.Deleted)
            {
                reader.Remove(name);
            }
            else
            {
                reader[name] = $"{name}@{change.Object.ResourceVersion}";
            }
        }
    }

    private sealed class SmallReads(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
