package org.triaged.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.triaged.policy.Policies;
import org.triaged.policy.Profile;
import org.triaged.policy.ProfileId;
import org.triaged.triage.Nearest;

/** The profiles in {@code policies/PROJECT/VERSION.yaml}, each with its parents merged in. */
final class ProfileFiles {

    private final Mistakes mistakes;
    private final Set<ProfileId> named = new TreeSet<>();
    private final Map<ProfileId, YamlFile> files = new TreeMap<>();
    private final Map<ProfileId, Profile> profiles = new TreeMap<>();

    private ProfileFiles(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    static ProfileFiles read(Path folder, Tables tables, WordsTables words, Mistakes mistakes) {
        ProfileFiles all = new ProfileFiles(mistakes);
        for (Path project : Folder.folders(folder, mistakes)) {
            all.collect(project);
        }
        ProfileSection reader = new ProfileSection(tables, words);
        all.files.keySet().forEach(id -> all.load(id, reader));
        all.projects().forEach(all::checkTimeline);
        return all;
    }

    Policies policies() {
        return new Policies(profiles);
    }

    Set<String> projects() {
        return named.stream().map(ProfileId::project).collect(Collectors.toCollection(TreeSet::new));
    }

    /** False while a file of the project is broken: what is missing then was told there. */
    boolean isWhole(String project) {
        return named.stream().filter(id -> id.project().equals(project)).allMatch(profiles::containsKey);
    }

    /** Reports a profile that is not there or judges no new mail. */
    void checkUse(Section section, String key, ProfileId id) {
        Optional<Profile> profile = Optional.ofNullable(profiles.get(id));
        if (!named.contains(id)) {
            section.mistake(key, unknown(id));
        } else if (profile.isPresent() && profile.get().status() == Profile.Status.DRAFT) {
            section.mistake(key, "'" + id + "' is a draft; a draft judges no list");
        } else if (profile.isPresent() && profile.get().status() == Profile.Status.RETIRED) {
            section.mistake(key, "'" + id + "' is retired; it is kept for old findings alone");
        }
    }

    /** Reports a profile that is not there, or that is kept for old findings. */
    void checkShadow(Section section, String key, ProfileId id) {
        if (!named.contains(id)) {
            section.mistake(key, unknown(id));
        } else if (Optional.ofNullable(profiles.get(id))
                .filter(profile -> profile.status() == Profile.Status.RETIRED)
                .isPresent()) {
            section.mistake(key, "'" + id + "' is retired; it is kept for old findings alone");
        }
    }

    private String unknown(ProfileId id) {
        List<String> known = named.stream().map(ProfileId::value).toList();
        return "no profile '" + id + "' in policies/" + Nearest.hint(id.value(), known);
    }

    private void collect(Path project) {
        String name = project.getFileName().toString();
        for (String version : Folder.names(project)) {
            Form.PROFILE.reader().apply(name + "/" + version).ifPresent(named::add);
        }
        for (YamlFile file : Folder.read(project, mistakes)) {
            Optional<ProfileId> id = Form.PROFILE.reader().apply(name + "/" + file.name());
            if (id.isEmpty()) {
                mistakes.add(Place.of(file.path()), "a profile is named in lower-case letters, digits, '.' and '-'");
            }
            id.ifPresent(known -> files.put(known, file));
        }
    }

    private void load(ProfileId id, ProfileSection reader) {
        YamlFile file = files.get(id);
        Section own = new Section(file.root(), mistakes);
        own.required("profile", Form.oneOf("'" + id + "', as the path says", Set.of(id.value())));
        List<YamlFile> lineage = lineage(id);
        Yaml.Mapping merged = lineage.get(lineage.size() - 1).root();
        for (int generation = lineage.size() - 2; generation >= 0; generation--) {
            merged = lineage.get(generation).root().over(merged);
        }
        reader.read(id, new Section(merged, mistakes, reachesItsRoot(lineage)), merged, lineage)
                .ifPresent(profile -> profiles.put(id, profile));
    }

    /** The file itself, its parent, the parent's parent; cut where a name leads nowhere. */
    private List<YamlFile> lineage(ProfileId id) {
        List<YamlFile> lineage = new ArrayList<>(List.of(files.get(id)));
        Optional<YamlFile> parent = parent(files.get(id), lineage);
        while (parent.isPresent()) {
            lineage.add(parent.get());
            parent = parent(parent.get(), lineage);
        }
        return lineage;
    }

    /** False when a parent is missing, broken or refused, which was told where it is named or in its own file. */
    private static boolean reachesItsRoot(List<YamlFile> lineage) {
        return !lineage.get(lineage.size() - 1).root().entries().containsKey("extends");
    }

    private Optional<YamlFile> parent(YamlFile child, List<YamlFile> lineage) {
        Section section = new Section(child.root(), mistakes);
        Optional<ProfileId> name = section.maybe("extends", Form.PROFILE);
        Optional<YamlFile> parent = name.flatMap(id -> Optional.ofNullable(files.get(id)));
        if (name.isPresent() && !named.contains(name.get())) {
            section.mistake("extends", unknown(name.get()));
        }
        if (parent.filter(lineage::contains).isPresent()) {
            section.mistake("extends", "a circle: '" + name.get() + "' extends this profile, by itself or by others");
            return Optional.empty();
        }
        if (parent.filter(ProfileFiles::isDraft).isPresent()) {
            section.mistake("extends", "'" + name.get() + "' is a draft; nothing is built on a draft");
        }
        return parent;
    }

    private static boolean isDraft(YamlFile file) {
        return Optional.ofNullable(file.root().entries().get("status"))
                .filter(status -> status.value().described().equals("'draft'"))
                .isPresent();
    }

    private void checkTimeline(String project) {
        if (isWhole(project)) {
            Timeline.check(policies().timeline(project), id -> files.get(id), mistakes);
        }
    }
}
