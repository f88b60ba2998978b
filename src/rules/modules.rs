//! Which modules the rules may load: files of the game's package and of the kit.

use rquickjs::loader::{ImportAttributes, Loader, Resolver};
use rquickjs::module::Declared;
use rquickjs::{Ctx, Error, Module, Result};

use crate::game::{Found, Game, KIT, of_kit};

/// Most modules of a game's rules.
const MODULES: usize = 64;
/// Longest of all their texts together, in bytes.
const TEXTS_BYTES: usize = 4 << 20;

/// Makes the name of a module from where it is imported: `<game>/<path>` or `kit/<path>`.
#[derive(Debug)]
pub(super) struct Names {
    pub(super) game: String,
}

impl Resolver for Names {
    fn resolve<'js>(
        &mut self,
        _: &Ctx<'js>,
        base: &str,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> Result<String> {
        if base.is_empty() {
            return Ok(name.to_owned());
        }
        let fault = |why: &str| Error::new_resolving_message(base, name, why);
        if !name.starts_with("./") && !name.starts_with("../") {
            return Err(fault(
                "rules import by a path that begins with `./` or `../`",
            ));
        }
        let mut steps: Vec<&str> = base.split('/').collect();
        steps.pop();
        for step in name.split('/') {
            match step {
                "." => (),
                ".." => {
                    let outside = "it is outside of the package and of `../kit/`";
                    steps.pop().ok_or_else(|| fault(outside))?;
                }
                "" => return Err(fault("a part of its path has no name")),
                step => steps.push(step),
            }
        }
        let is_within = steps.len() > 1 && steps.first().is_some_and(|it| self.admits(it));
        if !is_within {
            return Err(fault("it is outside of the package and of `../kit/`"));
        }
        Ok(steps.join("/"))
    }
}

impl Names {
    fn admits(&self, folder: &str) -> bool {
        folder == self.game || folder == KIT
    }
}

/// Reads modules, so many and so long.
#[derive(Debug)]
pub(super) struct Files {
    game: Game,
    modules_left: usize,
    bytes_left: usize,
}

impl Files {
    pub(super) fn of(game: &Game) -> Self {
        Self {
            game: game.clone(),
            modules_left: MODULES,
            bytes_left: TEXTS_BYTES,
        }
    }

    fn read(&mut self, name: &str) -> std::result::Result<Vec<u8>, String> {
        let (folder, path) = name.split_once('/').unwrap_or((name, ""));
        let bytes = if folder == KIT {
            match of_kit(path) {
                Some(Found::BuiltIn { bytes, .. }) => Some(bytes),
                Some(Found::InFolder(_)) | None => None,
            }
        } else {
            self.game.file(path)
        };
        let bytes = bytes.ok_or("there is no such file, or it is too long")?;
        let is_admitted = self.modules_left > 0 && bytes.len() <= self.bytes_left;
        if !is_admitted {
            return Err(format!(
                "rules have at most {MODULES} modules with {TEXTS_BYTES} bytes together"
            ));
        }
        self.modules_left -= 1;
        self.bytes_left -= bytes.len();
        Ok(bytes)
    }
}

impl Loader for Files {
    fn load<'js>(
        &mut self,
        ctx: &Ctx<'js>,
        name: &str,
        _: Option<ImportAttributes<'js>>,
    ) -> Result<Module<'js, Declared>> {
        let text = self.read(name);
        let text = text.map_err(|why| Error::new_loading_message(name, why))?;
        Module::declare(ctx.clone(), name, text)
    }
}
