using IdpBuilder.Embedded.Actors.Applications.ApplicationSets;
using IdpBuilder.Tests;

namespace IdpBuilder.Embedded.Tests.Actors.Applications.ApplicationSets;

public sealed class GeneratorTests
{
    private static readonly MemoryRepositories Repositories = new MemoryRepositories()
        .Add(
            "https://git/apps",
            ("README.md", ""),
            ("apps/Web_App/kustomization.yaml", ""),
            ("apps/db/deep/x.yaml", ""),
            ("apps/.hidden/x.yaml", ""),
            ("other/x.yaml", ""),
            (".github/workflows/ci.yaml", ""))
        .Add(
            "https://git/config",
            ("config.yaml", "name: root"),
            ("a/config.yaml", "name: a\nnested: {port: 8080, list: [x, z]}\nflag: true"),
            ("a/b/config.json", "[{\"name\":\"b1\"},{\"name\":\"b2\"}]"),
            ("c/config.yaml", "name: c"),
            ("empty/config.yaml", ""),
            ("broken/values.yaml", "a: ["),
            ("text/values.yaml", "just text"));

    [Theory]
    [InlineData("[{list: {elements: [{name: a}, {name: b}]}}]", "{{name}}", "a b")]
    [InlineData("[{list: {elements: [{name: a, values: {x: '1'}}]}}]", "{{name}}-{{values.x}}", "a-1")]
    [InlineData("[{list: {elements: [{name: a}]}}, {list: {elements: [{name: b}]}}]", "{{name}}", "a b")]
    [InlineData("[{list: {elements: [{name: a}, {name: b}]}, selector: {matchLabels: {name: b}}}]", "{{name}}", "b")]
    [InlineData("[{list: {elements: [{name: a}, {name: b}]}, selector: {matchExpressions: [{key: name, operator: NotIn, values: [b]}]}}]", "{{name}}", "a")]
    [InlineData("[{list: {elements: [{name: a}, {name: b, x: z}]}, selector: {matchExpressions: [{key: x, operator: Exists}]}}]", "{{name}}", "b")]
    [InlineData("[{clusters: {}}]", "{{nameNormalized}}-{{metadata.labels.env}}", "prod-eu-prod in-cluster-{{metadata.labels.env}}")]
    [InlineData("[{clusters: {selector: {matchLabels: {env: prod}}, values: {who: '{{metadata.annotations.region}}'}}}]", "{{values.who}}-{{project}}", "eu-team")]
    [InlineData("[{git: {repoURL: 'https://git/apps', revision: HEAD, directories: [{path: 'apps/*'}]}}]", "{{path.basenameNormalized}}-{{path[0]}}", "web-app-apps db-apps")]
    [InlineData("[{git: {repoURL: 'https://git/apps', revision: HEAD, directories: [{path: '*'}, {path: other, exclude: true}]}}]", "{{path}}", "apps")]
    [InlineData("[{git: {repoURL: 'https://git/apps', revision: HEAD, directories: [{path: 'apps/*/*'}], pathParamPrefix: p}}]", "{{p.path}}|{{p.path[2]}}", "apps/db/deep|deep")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: '**/config.yaml'}]}}]", "{{name}}@{{path}}", "a@a c@c {{name}}@empty")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: 'a/config.yaml'}]}}]", "{{nested.port}}{{nested.list.1}}{{flag}}{{path.filename}}", "8080ztrueconfig.yaml")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: 'a'}]}}]", "{{name}}", "b1 b2 a")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: '*config.*'}, {path: 'a/*', exclude: true}]}}]", "{{name}}", "c root {{name}}")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: 'c/config.yaml'}], values: {v: 'v-{{name}}'}}}]", "{{values.v}}", "v-c")]
    [InlineData("[{matrix: {generators: [{list: {elements: [{a: '1'}, {a: '2'}]}}, {list: {elements: [{b: x}, {b: z}]}}]}}]", "{{a}}{{b}}", "1x 1z 2x 2z")]
    [InlineData("[{matrix: {generators: [{list: {elements: [{dir: a}, {dir: c}]}}, {git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: '{{dir}}/config.yaml'}]}}]}}]", "{{dir}}={{name}}", "a=a c=c")]
    [InlineData("[{matrix: {generators: [{clusters: {selector: {matchLabels: {env: prod}}}}, {list: {elements: [], elementsYaml: \"[{x: '{{name}}'}]\"}}]}}]", "{{x}}", "Prod_EU")]
    [InlineData("[{matrix: {generators: [{matrix: {generators: [{list: {elements: [{a: '1'}]}}, {list: {elements: [{b: '2'}]}}]}}, {list: {elements: [{c: '3'}]}}]}}]", "{{a}}{{b}}{{c}}", "123")]
    [InlineData("[{merge: {mergeKeys: [k], generators: [{list: {elements: [{k: '1', v: a}, {k: '2', v: b}]}}, {list: {elements: [{k: '2', v: c}, {k: '3', v: d}]}}]}}]", "{{k}}{{v}}", "1a 2c")]
    [InlineData("[{list: {elements: []}}]", "{{name}}", "")]
    public async Task Plain_templates_get_flat_parameters(string generators, string name, string expected) =>
        Assert.Equal(expected, (await NamesAsync(generators, ApplicationSets.Template.Replace("{{name}}", name, StringComparison.Ordinal))));

    [Theory]
    [InlineData("[{list: {elements: [{name: a, deep: {num: 1, list: [x]}}]}}]", "{{ .name }}{{ .deep.num }}{{ index .deep.list 0 }}", "a1x")]
    [InlineData("[{list: {elements: [], elementsYaml: \"- name: a\\n- name: b\"}}]", "{{ .name }}", "a b")]
    [InlineData("[{list: {elements: [{name: a, deep: {k: v}}, {name: b}]}, selector: {matchLabels: {deep.k: v}}}]", "{{ .name }}", "a")]
    [InlineData("[{clusters: {}}]", "{{ .nameNormalized }}{{ if .metadata }}-{{ .metadata.labels.env }}{{ end }}", "ApplicationGeneration")]
    [InlineData("[{clusters: {selector: {matchLabels: {env: prod}}, values: {a: '{{ .name | lower }}'}}}]", "{{ .values.a }}", "prod_eu")]
    [InlineData("[{clusters: {flatList: true}}]", "{{ range .clusters }}{{ .nameNormalized }}.{{ end }}", "prod-eu.in-cluster.")]
    [InlineData("[{git: {repoURL: 'https://git/apps', revision: HEAD, directories: [{path: 'apps/*'}]}}]", "{{ .path.basenameNormalized }}{{ index .path.segments 0 }}", "web-appapps dbapps")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: 'a/config.yaml'}], pathParamPrefix: p}}]", "{{ .nested.port }}{{ .p.path.filename }}{{ .p.path.path }}", "8080config.yamla")]
    [InlineData("[{matrix: {generators: [{list: {elements: [{who: a, m: {x: 1}}]}}, {list: {elements: [{who: b, m: {x: 2, z: 3}}]}}]}}]", "{{ .who }}{{ .m.x }}{{ .m.z }}", "a13")]
    [InlineData("[{matrix: {generators: [{list: {elements: [{dir: a}]}}, {git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: '{{ .dir }}/config.yaml'}], values: {w: '{{ .dir }}', v: '{{ .name }}'}}}]}}]", "{{ .values.w }}{{ .values.v }}", "aa")]
    [InlineData("[{merge: {mergeKeys: [k], generators: [{list: {elements: [{k: 1, m: {a: 1, b: 1}}]}}, {list: {elements: [{k: 1, m: {b: 2}}]}}]}}]", "{{ .m.a }}{{ .m.b }}", "12")]
    public async Task Go_templates_get_structured_parameters(string generators, string name, string expected)
    {
        var names = await NamesAsync(generators, ApplicationSets.GoTemplate.Replace("{{ .name }}", name, StringComparison.Ordinal));
        if (expected == "ApplicationGeneration")
        {
            Assert.StartsWith("RenderTemplateParamsError: failed to execute go template", names);
            return;
        }

        Assert.Equal(expected, names);
    }

    [Theory]
    [InlineData("[{list: {elements: [{name: 1}]}}]", "error parsing value as string")]
    [InlineData("[{list: {elements: [{values: x}]}}]", "error parsing values map")]
    [InlineData("[{list: {elements: [], elementsYaml: 'a: 1'}}]", "error unmarshling decoded ElementsYaml it is no list")]
    [InlineData("[{matrix: {generators: [{list: {elements: []}}]}}]", "found less than two generators, Matrix support only two")]
    [InlineData("[{matrix: {generators: [{list: {}}, {list: {}}, {list: {}}]}}]", "found more than two generators, Matrix support only two")]
    [InlineData("[{matrix: {generators: [{list: {elements: [{a: '1'}]}}, {list: {elements: [{a: '2'}]}}]}}]", "failed to combine string maps with merging params for the matrix generator: found duplicate key a with different value, a: 1 ,b: 2")]
    [InlineData("[{matrix: {generators: [{list: {}, clusters: {}}, {list: {}}]}}]", "error failed to get params for first generator in matrix generator: found more than one generator in matrix.Generators")]
    [InlineData("[{merge: {mergeKeys: [k], generators: [{list: {}}]}}]", "found less than two generators, Merge requires two or more")]
    [InlineData("[{merge: {mergeKeys: [], generators: [{list: {}}, {list: {}}]}}]", "error getting param sets by merge key: no merge keys were specified, Merge requires at least one")]
    [InlineData("[{merge: {mergeKeys: [k], generators: [{list: {elements: [{k: a}, {k: a}]}}, {list: {}}]}}]", "error getting param sets by merge key: the parameters from a generator were not unique by the given mergeKeys, Merge requires all param sets to be unique. Duplicate key was {\"k\":\"a\"}")]
    [InlineData("[{git: {repoURL: 'https://git/none', revision: main, directories: [{path: '*'}]}}]", "error generating params from git: error getting directories from repo: error retrieving Git Directories: unable to resolve git revision main: repository 'https://git/none' not found")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: main}}]", "ApplicationSet is empty")]
    [InlineData("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: text/values.yaml}]}}]", "error generating params from git: unable to process file 'text/values.yaml' from repository 'https://git/config': unable to parse file: it is neither an object nor a list of objects")]
    [InlineData("[{list: {elements: [{name: a}]}, selector: {matchExpressions: [{key: a, operator: Foo}]}}]", "error parsing label selector: \"Foo\" is not a valid pod selector operator")]
    public async Task A_generator_that_fails_says_why(string generators, string message) =>
        Assert.Equal("ApplicationGenerationFromParamsError: " + message, (await NamesAsync(generators, ApplicationSets.Template)));

    [Theory]
    [InlineData("scmProvider")]
    [InlineData("pullRequest")]
    [InlineData("plugin")]
    [InlineData("clusterDecisionResource")]
    public async Task Generators_that_ask_outside_services_say_that_they_are_not_played(string name) =>
        Assert.Contains($"does not play the generator '{name}'", await NamesAsync($"[{{{name}: {{}}}}]", ApplicationSets.Template), StringComparison.Ordinal);

    [Fact]
    public async Task A_broken_file_is_an_error_that_names_it() =>
        Assert.StartsWith(
            "ApplicationGenerationFromParamsError: error generating params from git: unable to process file 'broken/values.yaml' from repository 'https://git/config': unable to parse file: ",
            await NamesAsync("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: broken/values.yaml}]}}]", ApplicationSets.Template));

    [Fact]
    public async Task A_project_that_does_not_exist_stops_the_git_generator() =>
        Assert.EndsWith(
            "error getting project nope: AppProject.argoproj.io \"nope\" not found",
            await NamesAsync("[{git: {repoURL: 'https://git/config', revision: HEAD, files: [{path: a}]}}]", ApplicationSets.Template.Replace("project: default", "project: nope", StringComparison.Ordinal)));

    [Theory]
    [InlineData("applicationSet/generator-single-source.yaml", "guestbook\nguestbook2")]
    [InlineData("applicationSet/generator-multi-sources.yaml", "guestbook\nguestbook2")]
    [InlineData("applicationSet/generator-matrix.yaml", "ApplicationGenerationFromParamsError: found less than two generators, Matrix support only two")]
    [InlineData("applicationSet/no-generator-single-source.yaml", "{{path.basename}}\n{{path.basename}}")]
    public async Task Public_sets_generate_what_they_do_in_Argo_CD(string file, string expected)
    {
        var path = Repository.PublicData("idpbuilder-packages", file);
        var folder = Repository.PublicData("idpbuilder-packages", "applicationSet", "test1");
        var set = ApplicationSets.Read(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));

        Assert.Equal(expected, await ApplicationSets.NamesAsync(set, new MemoryRepositories().AddFolder("cnoe://test1", folder)));
    }

    [Theory]
    [InlineData("[{git: {}}]", 180)]
    [InlineData("[{git: {requeueAfterSeconds: 20}}, {git: {}}]", 20)]
    [InlineData("[{matrix: {generators: [{list: {}}, {git: {requeueAfterSeconds: 30}}]}}]", 30)]
    [InlineData("[{list: {}}, {clusters: {}}]", null)]
    public void Only_git_is_looked_at_again(string generators, int? seconds) =>
        Assert.Equal(
            seconds is { } wait ? TimeSpan.FromSeconds(wait) : null,
            new ApplicationGeneration(Repositories, new IdpBuilder.Kubernetes.Yaml.YamlManifestReader()).LookAgainAfter(ApplicationSets.Set(generators)));

    private static async Task<string> NamesAsync(string generators, string template) =>
        (await ApplicationSets.NamesAsync(ApplicationSets.Set(generators, template), Repositories)).Replace('\n', ' ');
}
